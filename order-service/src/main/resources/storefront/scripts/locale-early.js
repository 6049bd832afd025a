// Runs before the first paint, so that a buyer who chose English never sees Chinese flash by.
(() => {
  try {
    if (localStorage.getItem('cashbell.locale') !== '"en"') return;
    const root = document.documentElement;
    root.lang = 'en';
    root.classList.add('awaiting-words');
    // Should the modules not arrive, words in the other language are better than none.
    setTimeout(() => root.classList.remove('awaiting-words'), 2000);
  } catch {
    // Storage is closed to us: the default language stays.
  }
})();
