// Runs before the first paint, so that a buyer who chose another language never sees Chinese flash by.
(() => {
  try {
    const chosen = JSON.parse(localStorage.getItem('cashbell.locale'));
    if (!['zh-CN', 'ko', 'en'].includes(chosen)) return;
    const root = document.documentElement;
    root.lang = chosen;
    root.classList.add('awaiting-words');
    // Should the modules not arrive, words in the other language are better than none.
    setTimeout(() => root.classList.remove('awaiting-words'), 2000);
  } catch {
    // Storage is closed to us: the default language stays.
  }
})();
