// The cart in a drawer, on every page of the shop.
import { isKept, match, onCartChange, pieces, setQuantity } from './cart.js';
import { byId } from './dom.js';
import { listed, localized, t } from './i18n.js';
import { drawLines } from './lines.js';
import { price } from './money.js';
import { isClosed } from './page.js';

const drawer = byId('cart');
let shop = null;
let warned = false;

/** @param {() => void} retry asks for the shop again */
export function startDrawer(retry) {
  onCartChange(drawCart);
  byId('retry').addEventListener('click', retry);
  byId('cart-button').addEventListener('click', () => drawer.showModal());
  byId('cart-bar').addEventListener('click', () => drawer.showModal());
  for (const closer of drawer.querySelectorAll('[data-close]')) closer.addEventListener('click', () => drawer.close());
  // A click beside the drawer lands on the dialog itself: its content fills it.
  drawer.addEventListener('click', (event) => event.target === drawer && drawer.close());
}

/** What is in the cart and not in the shop any more leaves it; what another market has stays. */
export function fillFrom(latest) {
  shop = latest;
  byId('trouble').hidden = true;
  const { gone } = match(shop.products);
  if (gone.length > 0) {
    const names = gone.map((id) => localized(shop.products.find((product) => product.id === id)?.name) || id);
    gone.forEach((id) => setQuantity(id, 0));
    byId('cart-note').textContent = t('cart.gone', { names: listed(names) });
    byId('cart-note').hidden = false;
  }
}

/** The shop did not answer: what was put in is kept, and shown once it does. */
export function showTrouble() {
  byId('trouble').hidden = shop !== null;
  byId('cart-empty').hidden = shop === null;
}

/** Says at once, and once, that what is put in will not last. */
export function warnUnlessKept() {
  if (warned || isKept()) return;
  warned = true;
  if (!drawer.open) drawer.showModal();
}

export function drawCart() {
  if (!shop) return;
  const { all, total } = match(shop.products);
  const none = all.length === 0;
  const held = byId('cart-lines').contains(document.activeElement);
  drawLines(byId('cart-lines'), all);
  byId('cart-total').textContent = price(total);
  byId('cart-empty').hidden = !none;
  byId('cart-foot').hidden = none;
  byId('not-kept').hidden = isKept();
  // An empty checkout would be all that there is.
  byId('go-checkout').hidden = isClosed(shop.site) || !isKept();
  byId('cart-bar').hidden = none;
  byId('cart-bar-pieces').textContent = t('cart.bar', { n: pieces() });
  byId('cart-bar-total').textContent = price(total);
  document.body.classList.toggle('with-bar', !none);
  // An empty list is not there to be focused.
  if (held && none) byId('cart-heading').focus();
}
