// Amounts are decimal strings outside and whole smallest units (BigInt) inside; floating point never touches money.
import { currency as ofMarket } from './market.js';

const MARKETS = {
  TWD: { decimals: 0, symbol: 'NT$' },
  KRW: { decimals: 0, symbol: '₩' },
  CNY: { decimals: 2, symbol: 'CN¥' },
};

/** '12.3' with CNY → 1230n. More decimals than the market charges are an error, never rounded. */
export function unitsOf(amount, currency = ofMarket()) {
  const { decimals } = MARKETS[currency];
  const match = /^(\d+)(?:\.(\d+))?$/.exec(String(amount));
  const fraction = match?.[2]?.replace(/0+$/, '') ?? '';
  if (!match || fraction.length > decimals) throw new RangeError(`not an amount in ${currency}: ${amount}`);
  return BigInt(match[1] + fraction.padEnd(decimals, '0'));
}

/** 1230n with CNY → '12.30', as the API wants it. */
export function amountOf(units, currency = ofMarket()) {
  const { decimals } = MARKETS[currency];
  const digits = units.toString().padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** For people: 1200n → 'NT$1,200'. */
export function price(units, currency = ofMarket()) {
  const [whole, fraction] = amountOf(units, currency).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return MARKETS[currency].symbol + grouped + (fraction ? `.${fraction}` : '');
}

/** For people, from the API's {amount, currency}. */
export function moneyText({ amount, currency }) {
  return price(unitsOf(amount, currency), currency);
}
