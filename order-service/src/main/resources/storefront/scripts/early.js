// Runs before the first paint.

// A buyer who chose another language never sees Chinese flash by.
(() => {
  const ELSEWHERE = ['zh-CN', 'ko', 'en'];
  const root = document.documentElement;
  const hideForAWhile = () => {
    root.classList.add('awaiting-words');
    // Should nothing more arrive, words in the other language are better than none.
    setTimeout(() => root.classList.remove('awaiting-words'), 2000);
  };
  try {
    const chosen = JSON.parse(localStorage.getItem('cashbell.locale'));
    if (chosen === root.lang || !['zh-TW', ...ELSEWHERE].includes(chosen)) return;
    if (!root.hasAttribute('data-addressed')) {
      root.lang = chosen;
      hideForAWhile();
    } else if (root.lang === 'zh-TW') {
      // An address that names no language is in the one that was chosen last; one that names it is in that.
      hideForAWhile();
      location.replace(`/${chosen}${location.pathname}${location.search}${location.hash}`);
    }
  } catch {
    // Storage is closed to us: the page's own language stays.
  }
})();

// The page can be read before its scripts are there: what is pressed meanwhile is kept, and they press it again.
(() => {
  const pressed = [];
  const keep = ({ target }) => {
    const button = target.closest('.add, #cart-button');
    if (button) pressed.push(button);
  };
  document.addEventListener('click', keep);
  window.pressedEarly = () => {
    document.removeEventListener('click', keep);
    return pressed;
  };
})();
