// Where to pay later: an account for a transfer, a code for a store's machine, barcodes for its counter.
import { barcode } from './code39.js';
import { copyText } from './copy.js';
import { byId, h, icon, setText } from './dom.js';
import { shopTime, t } from './i18n.js';
import { moneyText } from './money.js';

const LATER = ['ecpay-atm', 'ecpay-cvs', 'ecpay-barcode'];
let drawn = null;

/** Whether the gateway gives out a number to pay with. */
export const isLater = (method) => LATER.includes(method);

/**
 * The panel keeps its room from the first moment until the page is left: nothing below it jumps, neither when the
 * number comes nor when it is no longer needed. What is no longer needed is dimmed, so that nobody pays it twice.
 */
export function drawInstructions(order, verdict) {
  const panel = byId('instructions');
  const { method, instructions } = order.payment ?? {};
  const waiting = isLater(method) && verdict === 'pending' && !drawn;
  const key = JSON.stringify([instructions ?? null, document.documentElement.lang]);
  panel.hidden = !instructions && !waiting && !drawn;
  panel.classList.toggle('three', method === 'ecpay-barcode');
  panel.classList.toggle('over', !instructions && drawn !== null);
  panel.toggleAttribute('inert', !instructions && drawn !== null);
  if (waiting) drawWaiting(byId('instructions-body'));
  if (!instructions || drawn === key) return;
  drawn = key;
  byId('instructions-body').replaceChildren(h('p', { text: t(`pay.how.${method}`) }), facts(order, instructions), ...bars(instructions));
}

function drawWaiting(body) {
  if (!body.firstElementChild) body.append(h('p', { class: 'muted' }));
  setText(body.firstElementChild, t('pay.coming'));
}

function facts(order, { bankCode, account, paymentCode, expiresAt }) {
  return h(
    'dl',
    { class: 'facts' },
    bankCode && fact('pay.bank', h('code', { id: 'bank-code', text: bankCode })),
    account && fact('pay.account', ...copyable('account', account, inFours(account))),
    paymentCode && fact('pay.code', ...copyable('payment-code', paymentCode, paymentCode)),
    fact('pay.amount', h('strong', { id: 'pay-amount', text: moneyText(order.total) })),
    fact('pay.until', h('span', { id: 'pay-until', text: t('pay.shop-time', { time: shopTime(expiresAt) }) })),
  );
}

const fact = (label, ...value) => h('div', {}, h('dt', { text: t(label) }), h('dd', { class: 'number' }, ...value));

const inFours = (digits) => digits.replace(/(\d{4})(?=\d)/g, '$1 ');

function copyable(id, text, shown) {
  const code = h('code', { id, 'data-value': text, text: shown });
  const word = h('span', { text: t('result.copy') });
  const button = h('button', { type: 'button', class: 'bare small', id: `copy-${id}`, onclick: () => copyText(text, code, word) }, icon('copy'), word);
  return [code, button];
}

function bars({ barcodes = [] }) {
  if (barcodes.length === 0) return [];
  const list = h(
    'ol',
    { id: 'barcodes', class: 'barcodes' },
    ...barcodes.map((text) => h('li', { 'data-value': text }, barcode(text), h('code', { text }))),
  );
  return [list, h('button', { type: 'button', class: 'button quiet print', onclick: () => print(), text: t('pay.print') })];
}
