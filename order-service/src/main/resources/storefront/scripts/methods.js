// The ways to pay that the site offers for this total.
import { byId, h } from './dom.js';
import { t } from './i18n.js';
import { currency } from './market.js';
import { price, unitsOf } from './money.js';

// `wechatpay-jsapi` works only inside WeChat's mini program.
const HERE = [
  'ecpay-credit',
  'ecpay-atm',
  'ecpay-applepay',
  'ecpay-twqr',
  'ecpay-webatm',
  'ecpay-cvs',
  'ecpay-barcode',
  'ecpay-bnpl',
  'kakaopay',
  'wechatpay-native',
  'pay-on-arrival',
];

export const isOnArrival = (code) => code === 'pay-on-arrival';

export const methodName = (code) => (HERE.includes(code) ? t(`method.${code}`) : code);

const unitsOrNull = (amount) => (amount === null || amount === undefined ? null : unitsOf(amount.amount ?? amount));

function limitOf(method, total) {
  const min = unitsOrNull(method.min);
  const max = unitsOrNull(method.max);
  if (min !== null && total < min) return t('method.min', { amount: price(min) });
  if (max !== null && total > max) return t('method.max', { amount: price(max) });
  return null;
}

/** What of the offered can be chosen here and takes that total, as the API tells both. */
export function waysFor(offered, { amount, currency: of }) {
  const total = unitsOf(amount, of);
  const takes = ({ min, max }) => (!min || unitsOf(min, of) <= total) && (!max || total <= unitsOf(max, of));
  return HERE.filter((code) => offered.some((method) => method.code === code && method.currency === of && takes(method)));
}

export const chosenMethod = () => document.querySelector('[name=paymentMethod]:checked')?.value ?? null;

/** Draws the choices, keeping the one made; the first that is possible is chosen for a start. */
export function drawMethods(offered, total, before = chosenMethod()) {
  const box = byId('methods');
  const held = box.contains(document.activeElement);
  const usable = HERE.map((code) => offered.find((method) => method.code === code)).filter(
    (method) => method?.currency === currency(),
  );
  const possible = usable.filter((method) => limitOf(method, total) === null).map((method) => method.code);
  const chosen = possible.includes(before) ? before : possible[0];
  box.replaceChildren(...usable.map((method) => choice(method, limitOf(method, total), method.code === chosen)));
  if (usable.length === 0) box.append(h('p', { class: 'muted', text: t('method.none') }));
  if (held) box.querySelector(':checked')?.focus();
}

function choice({ code }, limit, checked) {
  return h(
    'label',
    { class: limit ? 'method impossible' : 'method' },
    h('input', { type: 'radio', name: 'paymentMethod', value: code, checked, disabled: limit !== null }),
    h('span', { class: 'method-name', text: methodName(code) }),
    h('span', { class: 'method-hint muted small', text: limit ?? t(`method.${code}.hint`) }),
  );
}
