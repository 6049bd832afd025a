// The result page: what the service has stored about an order, never what the browser was told on its way here.
//
// `#order-status[data-status]` is one of
//   loading             not read yet
//   pending             waiting for the payment            awaiting-transfer   a transfer or store code was issued
//   failed              declined; may be paid again        due-on-arrival      pay on arrival: shipment scheduled
//   paid                payment confirmed or order paid    shipped             on its way
//   expired, cancelled, refund-pending, partially-refunded, refunded
// The order's own status decides where it says more than the payment's (see verdict.js).
// The order is named by `?order=`; `&token=` is taken once, remembered, and removed from the address.
import { Problem } from './api.js';
import { setQuantity } from './cart.js';
import { copyText } from './copy.js';
import { byId, h, icon, setText } from './dom.js';
import { startFind } from './find.js';
import { follow } from './follow.js';
import { dateTime, has, home, locale, localized, onLocaleChange, t } from './i18n.js';
import { drawInstructions } from './instructions.js';
import { chooseMarket, marketOf } from './market.js';
import { methodName } from './methods.js';
import { moneyText } from './money.js';
import { readOrder, rememberedOrder, rememberOrder } from './orders.js';
import { checkoutBy, drawOtherWays } from './other-ways.js';
import { startPage } from './page.js';
import { iconOf, isSettled, verdictOf } from './verdict.js';

const PARTS = ['order', 'unreadable', 'find-form'];
// Not paid yet, and may be.
const OPEN = ['pending', 'awaiting-transfer', 'failed'];
// A buyer who has just paid arrives here moments before the gateway's notice: do not invite a second payment at once.
const OFFER_PAYMENT_AFTER_MS = 5_000;
const RETRY_MS = 3_000;
const arrivedAt = Date.now();
const { orderId, token } = fromAddress();
let known = token ? { token } : null;
let shown = null;
// What the page was drawn from last.
let drawn = null;
let stopFollowing = null;

startPage();
onLocaleChange(() => shown && draw(shown));
const find = startFind((order, phoneTail) => {
  history.replaceState(null, '', `/result?order=${encodeURIComponent(order.orderId)}`);
  known = { phoneTail };
  begin(order);
});
byId('copy').addEventListener('click', () => {
  const number = byId('order-number');
  copyText(number.textContent, number, byId('copy-word'));
});
document.addEventListener('visibilitychange', refreshWhenSeenAgain);
if (!orderId) askWho('find.lead');
else if (!known) askWho('find.lead-unknown');
else firstRead();

function fromAddress() {
  const address = new URL(location.href);
  const id = address.searchParams.get('order')?.trim() ?? '';
  const given = address.searchParams.get('token');
  if (id && given) {
    rememberOrder(id, { token: given });
    address.searchParams.delete('token');
    history.replaceState(null, '', address);
  }
  return { orderId: id, token: id ? (rememberedOrder(id)?.token ?? null) : null };
}

function show(part) {
  for (const id of PARTS) byId(id).hidden = id !== part;
}

function askWho(lead) {
  show('find-form');
  find.ask(orderId, lead);
}

async function firstRead() {
  show('order');
  try {
    begin(await readOrder(orderId, known));
  } catch (error) {
    const refused = error instanceof Problem && error.status < 500 && error.status !== 429;
    // The token is of no use here (another shop's data, a mistyped number): the phone number may still be.
    if (refused) return askWho('find.lead-unknown');
    show('unreadable');
    setTimeout(firstRead, RETRY_MS);
  }
}

function begin(order) {
  stopFollowing?.();
  show('order');
  byId('live').hidden = isSettled(verdictOf(order));
  if (receive(order)) return;
  const proof = known;
  stopFollowing = follow({
    orderId: order.orderId,
    token: proof.token ?? null,
    read: () => readOrder(order.orderId, proof),
    show: receive,
    // What is on the screen stays: it was true a moment ago, and we keep asking.
    onTrouble: () => byId('live').classList.add('faint'),
  });
  setTimeout(() => shown && draw(shown), OFFER_PAYMENT_AFTER_MS);
}

function receive(order) {
  shown = order;
  byId('live').classList.remove('faint');
  draw(order);
  return isSettled(verdictOf(order));
}

/** Touches the page only when something changed, so that nothing is taken from under a finger, or said twice. */
function draw(order) {
  const verdict = verdictOf(order);
  const from = JSON.stringify([order, locale(), checkoutOf(order), isLate(order), mayTurn(verdict)]);
  if (from === drawn) return;
  drawn = from;
  drawVerdict(order, verdict);
  drawInstructions(order, verdict);
  byId('actions').replaceChildren(...actions(order, verdict));
  drawOtherWays(order, mayTurn(verdict) ? checkoutOf(order) : null, {
    room: OPEN.includes(verdict) && checkoutOf(order) !== null,
    anew: (words) => buyAgain(order, words),
  });
  byId('live').classList.toggle('silent', isSettled(verdict));
  setText(byId('order-number'), order.orderId);
  fact('method', order.payment && methodName(order.payment.method));
  fact('created', order.createdAt && dateTime(order.createdAt), 'created-at');
  fact('paid', order.payment?.paidAt && dateTime(order.payment.paidAt), 'paid-at');
  fact('parcel', order.shipment && [order.shipment.carrier, order.shipment.trackingNumber].join(' ').trim());
  // Where there is a number to pay with, its own deadline stands beside it.
  const deadline = ['pending', 'failed'].includes(verdict) && order.payment?.expiresAt;
  fact('expires', deadline && dateTime(deadline), 'expires-at');
  byId('items').replaceChildren(...order.items.map(item));
  setText(byId('order-total'), moneyText(order.total));
}

function drawVerdict(order, verdict) {
  const box = byId('order-status');
  const title = t(worded(verdict, order.payment?.method));
  if (box.dataset.status !== verdict) byId('status-icon').replaceChildren(icon(iconOf(verdict)));
  setText(byId('status-title'), title);
  setText(byId('status-text'), t(meaning(order, verdict), { total: moneyText(order.total) }));
  box.dataset.status = verdict;
  document.title = `${title} | ${t('shop.name')}`;
}

/** The words of what a verdict means for this order. */
function meaning(order, verdict) {
  const { payment, shipment } = order;
  if (verdict === 'shipped' && payment?.status === 'due-on-arrival') return 'status.shipped.due.text';
  // Paid after it was sent: to whoever brought it.
  if (verdict === 'paid' && shipment) return 'status.paid.delivered.text';
  if (verdict === 'failed' && isLate(order)) return 'status.expired.text';
  // Whoever has only looked it up cannot pay it here.
  if (['pending', 'failed'].includes(verdict) && !isLate(order) && !checkoutOf(order)) return `status.${verdict}.elsewhere.text`;
  return `status.${verdict}.text`;
}

/** The time to pay is over, whether or not the service has seen to it yet. */
const isLate = ({ payment }) => Boolean(payment?.expiresAt) && Date.parse(payment.expiresAt) <= Date.now();

/** Where to pay: as the service says, or as it said when the order was placed, while there is time. */
function checkoutOf(order) {
  const { orderId, checkoutUrl } = order;
  return checkoutUrl ?? (isLate(order) ? null : (rememberedOrder(orderId)?.checkoutUrl ?? null));
}

/** Whoever has just paid is not asked at once to pay another way. */
const mayTurn = (verdict) =>
  ['awaiting-transfer', 'failed'].includes(verdict) ||
  (verdict === 'pending' && Date.now() - arrivedAt >= OFFER_PAYMENT_AFTER_MS);

function actions(order, verdict) {
  const checkoutUrl = checkoutOf(order);
  const href = checkoutUrl && checkoutBy(checkoutUrl, order.payment.method);
  if (verdict === 'failed' && checkoutUrl) {
    return [h('a', { class: 'button', id: 'pay-again', href, text: t('result.pay-again') })];
  }
  // While it can still be paid, one more would be a second order.
  if (verdict === 'expired' || (verdict === 'failed' && isLate(order))) return [buyAgain(order, 'result.order-again')];
  if (verdict === 'failed') return [];
  if (verdict === 'pending') {
    const offered = checkoutUrl && mayTurn(verdict);
    return offered ? [h('a', { class: 'button quiet', id: 'pay', href, text: t('result.pay') })] : [];
  }
  return [h('a', { class: 'button quiet', href: home(), text: t('result.shop') })];
}

/** The same things once more, as another order. */
function buyAgain({ items, total }, words) {
  const fill = () => {
    chooseMarket(marketOf(total.currency));
    for (const { productId, quantity } of items) setQuantity(productId, quantity);
  };
  return h('a', { class: 'button quiet', id: 'buy-again', href: '/checkout', onclick: fill, text: t(words) });
}

/** Some verdicts are told otherwise for one method: who waits for a transfer, and who for a store. */
function worded(verdict, method) {
  const special = `status.${verdict}.${method}`;
  return has(special) ? special : `status.${verdict}`;
}

function fact(name, text, valueId = name) {
  byId(`fact-${name}`).hidden = !text;
  setText(byId(valueId), text || '');
}

function item({ name, quantity, unitPrice, lineTotal }) {
  return h(
    'li',
    {},
    h('span', { class: 'bill-name', text: localized(name) }),
    h('span', { class: 'muted small', text: `${moneyText(unitPrice)} × ${quantity}` }),
    h('span', { class: 'bill-sum', text: moneyText(lineTotal) }),
  );
}

/** A settled order is not followed, but it may be shipped by the time somebody comes back to this tab. */
async function refreshWhenSeenAgain() {
  if (document.visibilityState !== 'visible' || !shown || !known) return;
  try {
    receive(await readOrder(shown.orderId, known));
  } catch {
    // What is shown stays.
  }
}
