// A second click must not send a second form, and the way back to the shop needs no click at all.
for (const form of document.forms) {
  form.addEventListener('submit', event => {
    if (form.dataset.sent) {
      event.preventDefault();
    }
    form.dataset.sent = 'yes';
  });
  if ('submit' in form.dataset) {
    form.requestSubmit();
  }
}
// Coming back by the browser's own button, the buttons work again.
window.addEventListener('pageshow', event => {
  if (event.persisted) {
    for (const form of document.forms) {
      delete form.dataset.sent;
    }
  }
});
