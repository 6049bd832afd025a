// The one attempt to place an order whose outcome is not known: what was sent, and the key that makes sending it again
// harmless. This tab keeps it from the moment it is sent until a definite answer comes, over a reload, too.
import { thisTab } from './storage.js';

const ATTEMPT = 'cashbell.attempt';
// The service remembers a key for 24 hours; beyond that the same key would make a second order.
const KEY_LASTS_MS = 23 * 3_600_000;

/** @returns {{key: string, order: object, at: number}|null} the order as it was sent */
export function openAttempt() {
  const open = thisTab.read(ATTEMPT);
  return open?.order && Date.now() - open.at < KEY_LASTS_MS ? open : null;
}

export function beginAttempt(order) {
  const attempt = { key: newKey(), order, at: Date.now() };
  thisTab.write(ATTEMPT, attempt);
  return attempt;
}

export const endAttempt = () => thisTab.remove(ATTEMPT);

function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // Plain http on another host than localhost has no randomUUID.
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
