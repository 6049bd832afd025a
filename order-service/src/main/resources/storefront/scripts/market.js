// The buyer's market: the country that the parcel goes to, and with it the currency. The language's own unless chosen
// otherwise, as the service draws its pages.
import { locale } from './i18n.js';
import { lasting } from './storage.js';

const KEY = 'cashbell.market';
const HOME = 'TW';
const CURRENCIES = { TW: 'TWD', KR: 'KRW', CN: 'CNY' };
const listeners = [];
const MARKETS = { ko: 'KR', 'zh-CN': 'CN' };
let current = CURRENCIES[lasting.read(KEY)] ? lasting.read(KEY) : (MARKETS[locale()] ?? HOME);

/** ISO 3166, as orders name it. */
export const market = () => current;

export const currency = () => CURRENCIES[current];

export const marketOf = (wanted) => Object.keys(CURRENCIES).find((country) => CURRENCIES[country] === wanted) ?? HOME;

export function onMarketChange(listener) {
  listeners.push(listener);
}

export function chooseMarket(country) {
  current = CURRENCIES[country] ? country : HOME;
  lasting.write(KEY, current);
  show();
}

const selects = () => document.querySelectorAll('select[data-market]');

function show() {
  for (const select of selects()) select.value = current;
}

/** What was chosen before this script was there: another than the page came with. */
function chosenEarly() {
  const choices = [...selects()].map(({ value, options }) => [value, [...options].find((o) => o.defaultSelected)?.value]);
  return choices.find(([value, drawn]) => drawn && value !== drawn)?.[0];
}

export function startMarket() {
  const early = chosenEarly();
  if (early) chooseMarket(early);
  show();
  for (const select of selects()) {
    select.addEventListener('change', () => {
      chooseMarket(select.value);
      for (const listener of listeners) listener();
    });
  }
}

/** A market where nothing can be paid is none; whoever is in one is at home until it can. */
export function offerMarkets(site) {
  const payable = new Set((site.paymentMethods ?? []).map((method) => method.currency));
  const open = (country) => country === HOME || payable.has(CURRENCIES[country]);
  for (const select of selects()) {
    for (const option of select.options) option.hidden = option.disabled = !open(option.value);
  }
  if (!open(current)) current = HOME;
  show();
}
