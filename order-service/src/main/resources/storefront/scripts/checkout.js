// The checkout: cart, form, and the one order that comes of it.
import { loadShop, Problem } from './api.js';
import { beginAttempt, openAttempt } from './attempt.js';
import { match, onCartChange, setQuantity, takeOut } from './cart.js';
import { byId } from './dom.js';
import {
  checkFields,
  clearFieldErrors,
  fillFields,
  focusFirst,
  placeErrors,
  sameRecipient,
  showFieldError,
  translateFieldErrors,
  valueOf,
  watchFields,
} from './fields.js';
import { listed, locale, localized, t } from './i18n.js';
import { drawLines } from './lines.js';
import { chosenMethod, drawMethods, isOnArrival } from './methods.js';
import { chooseMarket, currency, market, offerMarkets, onMarketChange } from './market.js';
import { amountOf, moneyText, price, unitsOf } from './money.js';
import { lastOrderId, placeOrder } from './orders.js';
import { announcementOf, isClosed, showStrip, startPage } from './page.js';

const PARTS = ['waiting', 'trouble', 'closed', 'nothing', 'checkout-form'];
const form = byId('checkout-form');
const button = byId('place-order');
let shop = null;
let sending = false;
// Why the outcome of the open attempt is not known: the key of the words that say so.
let unknown = null;
let leaving = false;
// What the service refused of the cart: by product, how many were wanted, and how many are left where it said so.
let refused = new Map();
// The service's own total for exactly these lines, once it has told us that ours was out of date.
let corrected = null;

startPage(() => {
  translateFieldErrors();
  draw();
});
watchFields();
onMarketChange(() => {
  byId('submit-notice').hidden = true;
  draw();
});
onCartChange(() => {
  byId('submit-notice').hidden = true;
  draw();
});
byId('retry').addEventListener('click', start);
byId('methods').addEventListener('change', () => {
  showFieldError('paymentMethod', null);
  drawButton();
});
form.addEventListener('submit', submit);
// Back from the payment page by the browser's history: the page is as it was left, in the middle of sending.
window.addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  sending = leaving = false;
  resume();
  draw();
});
resume();
start();

async function start() {
  if (await load()) byId('cart-note').focus();
}

/** Whoever left in the middle finds what was sent, as it was sent. */
function resume() {
  const attempt = openAttempt();
  unknown = attempt && 'error.unreachable';
  if (attempt) fillFields(attempt.order);
}

/** @returns whether something left the cart because it left the shop */
async function load({ fresh = false } = {}) {
  try {
    shop = await loadShop({ fresh });
    offerMarkets(shop.site);
    const attempt = openAttempt();
    if (attempt) chooseMarket(attempt.order.shipTo.country);
    const dropped = !attempt && dropWhatIsGone();
    draw();
    return dropped;
  } catch (error) {
    console.warn('The shop did not load:', error.message);
    if (!shop) show('trouble');
    return false;
  }
}

function dropWhatIsGone() {
  const { gone } = match(shop.products);
  if (gone.length === 0) return false;
  const names = gone.map((id) => localized(shop.products.find((product) => product.id === id)?.name) || id);
  gone.forEach((id) => setQuantity(id, 0));
  byId('cart-note').textContent = t('cart.gone', { names: listed(names) });
  byId('cart-note').hidden = false;
  return true;
}

function show(part) {
  for (const id of PARTS) byId(id).hidden = id !== part;
  byId('checkout-lead').hidden = part !== 'checkout-form' && part !== 'waiting';
}

const itemsOf = (lines) => lines.map(({ product, quantity }) => ({ productId: product.id, quantity }));

const signatureOf = (items) => JSON.stringify([currency(), items]);

/** What an open attempt asks for, else what is in the cart. */
function basket() {
  const attempt = openAttempt();
  if (attempt) {
    const { items, expectedTotal } = attempt.order;
    const sent = match(shop.products, items.map(({ productId, quantity }) => [productId, quantity]));
    return { ...sent, total: unitsOf(expectedTotal.amount, expectedTotal.currency) };
  }
  const { all, lines, total } = match(shop.products);
  return { all, lines, total: corrected?.of === signatureOf(itemsOf(lines)) ? corrected.total : total };
}

function draw() {
  // While the browser is on its way to the payment page the emptied cart must not flash by.
  if (!shop || leaving) return;
  showStrip(shop.site);
  // Only Taiwan's cities are known here.
  if (market() === 'TW') byId('city').setAttribute('list', 'cities');
  else byId('city').removeAttribute('list');
  const { all, lines, total } = basket();
  const attempt = openAttempt();
  // What may have been ordered can be asked for again even of a closed shop.
  if (!attempt && isClosed(shop.site)) return showClosed(announcementOf(shop.site));
  if (!attempt && all.length === 0) return showNothing();
  show('checkout-form');
  drawLines(byId('summary-lines'), all, { errors: errorsOf(lines) });
  byId('summary-total').textContent = price(total);
  drawMethods(shop.site.paymentMethods ?? [], total, attempt?.order.paymentMethod);
  if (unknown) say('submit-notice', t(unknown), 'bad');
  drawButton();
}

function showClosed(text) {
  show('closed');
  byId('closed-text').textContent = text || t('closed.text');
}

function showNothing() {
  const held = form.contains(document.activeElement);
  show('nothing');
  if (held) byId('nothing').focus();
  const orderId = lastOrderId();
  byId('last-order').hidden = orderId === null;
  if (orderId) byId('last-order').href = `/result?order=${encodeURIComponent(orderId)}`;
}

/** While an attempt is open nothing of it can be changed: sent again, it is the same. */
function drawButton() {
  for (const part of [document.querySelector('.checkout-fields'), byId('summary-lines')]) {
    part.toggleAttribute('inert', openAttempt() !== null);
  }
  const act = isOnArrival(chosenMethod()) ? 'order.place' : 'order.pay';
  button.textContent = t(sending ? 'order.sending' : unknown ? 'order.retry' : act);
  // Not `disabled`: that would throw the keyboard's focus away. A second press is ignored in submit().
  button.setAttribute('aria-disabled', String(sending));
  form.setAttribute('aria-busy', String(sending));
}

function theOrder({ lines, total }) {
  const name = valueOf('name');
  return {
    items: itemsOf(lines),
    currency: currency(),
    buyer: { name, phone: valueOf('phone'), email: valueOf('email') },
    shipTo: {
      recipient: sameRecipient() ? name : valueOf('recipient'),
      line1: valueOf('line1'),
      city: valueOf('city'),
      postalCode: valueOf('postalCode'),
      country: market(),
    },
    paymentMethod: chosenMethod(),
    locale: locale(),
    expectedTotal: { amount: amountOf(total), currency: currency() },
  };
}

async function submit(event) {
  event.preventDefault();
  if (sending || !shop) return;
  clearNotices();
  const attempt = openAttempt() ?? (isSoldHere() && isFilledIn() ? beginAttempt(theOrder(basket())) : null);
  if (!attempt) return;
  sending = true;
  drawButton();
  // Where the focus was may be inert now.
  button.focus();
  try {
    const placed = await placeOrder(attempt);
    leaving = true;
    takeOut(attempt.order.items);
    location.assign(placed.checkoutUrl ?? placed.resultUrl ?? `/result?order=${encodeURIComponent(placed.orderId)}`);
  } catch (error) {
    sending = false;
    if (error instanceof Problem) await explain(error, attempt.order);
    else outcomeUnknown('error.unreachable');
  }
}

function isSoldHere() {
  if (basket().lines.length > 0) return true;
  say('submit-notice', t('checkout.nothing-here'), 'bad');
  byId('market').focus();
  return false;
}

function isFilledIn() {
  const wrong = checkFields();
  if (chosenMethod() === null) {
    wrong.push('paymentMethod');
    showFieldError('paymentMethod', t('error.paymentMethod'));
  }
  return !focusFirst(wrong);
}

function clearNotices() {
  byId('form-error').hidden = true;
  byId('submit-notice').hidden = true;
  refused = new Map();
  unknown = null;
  clearFieldErrors();
}

function say(id, text, tone = '') {
  const notice = byId(id);
  notice.className = `notice ${tone}`;
  notice.textContent = text;
  notice.hidden = false;
}

function outcomeUnknown(key) {
  unknown = key;
  draw();
  button.focus();
}

async function explain(problem, order) {
  if (problem.slug === 'site-closed') {
    await load({ fresh: true });
    shop.site = { ...shop.site, status: 'closed' };
    draw();
    showClosed(announcementOf(shop.site));
    byId('closed').focus();
    return;
  }
  if (problem.slug === 'expected-total-mismatch') return askAgain(problem, order);
  if (openAttempt()) return outcomeUnknown('error.busy');
  const { fields, items, rest } = placeErrors(problem.errors);
  const short = items.map((place) => order.items[place]).filter(Boolean);
  refused = new Map(short.map(({ productId: id, quantity }) => [id, { quantity, left: problem.body.left?.[id] }]));
  // Something in the cart is not as we thought: look at the catalog again.
  const gone = items.length > 0 && (await load({ fresh: true }));
  draw();
  if (problem.errors.length === 0 || rest.length > 0) {
    const detail = rest.filter(Boolean).join(' ') || problem.detail;
    say('form-error', detail ? t('error.refused', { detail }) : t('error.refused-plain'), 'bad');
  }
  if (gone) return byId('cart-note').focus();
  if (focusFirst(fields)) return;
  const atLine = document.querySelector('#summary-lines [aria-invalid]');
  if (atLine) atLine.focus();
  else if (!byId('form-error').hidden) byId('form-error').focus();
  else button.focus();
}

/** Why lines cannot be had, as long as they ask for what was refused: so many are left, or we do not know. */
function errorsOf(lines) {
  const errors = new Map();
  for (const { product, quantity } of lines) {
    const { quantity: wanted, left } = refused.get(product.id) ?? {};
    if (left === undefined && quantity === wanted) errors.set(product.id, t('error.item'));
    if (quantity > left) errors.set(product.id, left > 0 ? t('error.item-left', { left }) : t('error.item-none'));
  }
  return errors;
}

/** The service counts otherwise: show its total, and let the buyer decide. */
async function askAgain(problem, { items, expectedTotal }) {
  await load({ fresh: true });
  const told = problem.body.actualTotal ?? problem.body.total;
  if (told) corrected = { of: signatureOf(items), total: unitsOf(told.amount, told.currency) };
  draw();
  say('submit-notice', t('error.total-changed', { before: moneyText(expectedTotal), after: price(basket().total) }));
  button.focus();
}
