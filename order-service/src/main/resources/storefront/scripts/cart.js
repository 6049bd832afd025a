// The cart: product ids and quantities, nothing that could grow stale. Names and prices always come from the catalog.
import { currency } from './market.js';
import { unitsOf } from './money.js';
import { lasting } from './storage.js';

const KEY = 'cashbell.cart';
export const MOST_OF_ONE = 99;
const listeners = [];

/** @returns {[string, number][]} product id and quantity, in the order they were put in */
export function entries() {
  const stored = lasting.read(KEY);
  if (!Array.isArray(stored)) return [];
  return stored.filter(([id, n]) => typeof id === 'string' && Number.isInteger(n) && n > 0 && n <= MOST_OF_ONE);
}

export const pieces = () => entries().reduce((sum, [, n]) => sum + n, 0);

export const quantityOf = (id) => entries().find(([known]) => known === id)?.[1] ?? 0;

/** Zero takes the product out. */
export function setQuantity(id, quantity) {
  const n = Math.max(0, Math.min(MOST_OF_ONE, Math.trunc(quantity) || 0));
  const cart = new Map(entries());
  if (n === 0) cart.delete(id);
  else cart.set(id, n);
  save([...cart]);
}

/** @returns whether there was room for one more */
export function addOne(id) {
  const before = quantityOf(id);
  setQuantity(id, before + 1);
  return quantityOf(id) > before;
}

/** What was ordered leaves the cart; what was put in meanwhile stays. */
export function takeOut(items) {
  for (const { productId, quantity } of items) setQuantity(productId, quantityOf(productId) - quantity);
}

/** Whether the next page will know of it. */
export const isKept = () => !lasting.isRefused();

function save(cart) {
  lasting.write(KEY, cart);
  tell();
}

function tell() {
  for (const listener of listeners) listener();
}

export function onCartChange(listener) {
  listeners.push(listener);
}

// Another tab changed the cart, or this page came back out of the browser's history.
window.addEventListener('storage', (event) => event.key === KEY && tell());
window.addEventListener('pageshow', (event) => event.persisted && tell());

export const priceOf = (product) => product.unitPrice?.[currency()] ?? null;

/**
 * The cart against the catalog: all lines that the shop has, those of them that can be bought in this market (the others
 * have no price), and the ids of those that cannot be had any more.
 *
 * @param {[string, number][]} wanted product id and quantity
 */
export function match(products, wanted = entries()) {
  const known = new Map(products.map((product) => [product.id, product]));
  const all = [];
  const gone = [];
  for (const [id, quantity] of wanted) {
    const product = known.get(id);
    if (!product || product.available === false) {
      gone.push(id);
      continue;
    }
    const amount = priceOf(product);
    const unit = amount === null ? null : unitsOf(amount);
    all.push({ product, quantity, unit, sum: unit === null ? null : unit * BigInt(quantity) });
  }
  const lines = all.filter(({ unit }) => unit !== null);
  return { all, lines, gone, total: lines.reduce((sum, line) => sum + line.sum, 0n) };
}
