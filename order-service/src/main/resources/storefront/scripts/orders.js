// What this browser remembers of orders it placed, and how it places one so that it is placed once.
import { ask, Problem, Unreachable } from './api.js';
import { endAttempt } from './attempt.js';
import { lasting } from './storage.js';

const ORDER = 'cashbell.order.';
const DAY_MS = 86_400_000;
const FORGET_AFTER_MS = 60 * DAY_MS;
const PATIENCE = 6;

export const rememberedOrder = (orderId) => lasting.read(ORDER + orderId);

/** Merges what is known now with what was known. */
export function rememberOrder(orderId, facts) {
  for (const key of lasting.keys().filter((name) => name.startsWith(ORDER))) {
    if (Date.now() - (lasting.read(key)?.at ?? 0) > FORGET_AFTER_MS) lasting.remove(key);
  }
  lasting.write(ORDER + orderId, { at: Date.now(), ...rememberedOrder(orderId), ...facts });
}

export function lastOrderId() {
  const mine = lasting.keys().filter((name) => name.startsWith(ORDER));
  const newest = mine.sort((a, b) => (lasting.read(b)?.at ?? 0) - (lasting.read(a)?.at ?? 0))[0];
  return newest ? newest.slice(ORDER.length) : null;
}

/** An answer that leaves open what became of the order keeps the attempt; any other ends it. */
function isFinal(problem) {
  if (problem.status === 429 || isStillRunning(problem)) return false;
  return problem.status < 500 || problem.slug === 'site-closed';
}

/** The first copy of this very request is being worked on. */
function isStillRunning(problem) {
  return problem.status === 409 && (problem.retryAfterSeconds !== null || /in-progress|running|in-use/.test(problem.slug));
}

/**
 * Sends an attempt, which a definite answer ends.
 *
 * @throws {Problem} refused, unless the attempt is still open; @throws {Unreachable} outcome unknown, safe to call again
 *     with the same attempt
 */
export async function placeOrder({ key, order }) {
  const body = JSON.stringify(order);
  const headers = { 'Idempotency-Key': key };
  for (let attempt = 1; ; attempt++) {
    try {
      const placed = await ask('/api/orders', { method: 'POST', body, headers });
      rememberOrder(placed.orderId, { token: placed.accessToken, checkoutUrl: placed.checkoutUrl ?? null });
      endAttempt();
      return placed;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (isFinal(error)) {
        endAttempt();
        throw error;
      }
      if (!isStillRunning(error)) throw error;
      if (attempt === PATIENCE) throw new Unreachable('still running', { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

const proof = ({ token, phoneTail }) =>
  token ? `token=${encodeURIComponent(token)}` : `phoneTail=${encodeURIComponent(phoneTail)}`;

const orderPath = (orderId) => `/api/orders/${encodeURIComponent(orderId)}`;

/** @param known the order's access token, or the last four digits of the buyer's phone */
export const readOrder = (orderId, known) => ask(`${orderPath(orderId)}?${proof(known)}`, { cache: 'no-store' });

export const eventsAddress = (orderId, token) => `${orderPath(orderId)}/events?${proof({ token })}`;

/** @param which an order's number or a mail address; newest first, at least one */
export async function lookUpOrders(phone, which) {
  const body = JSON.stringify(which.includes('@') ? { phone, email: which } : { phone, orderId: which });
  return (await ask('/api/orders/lookup', { method: 'POST', body, cache: 'no-store' })).items;
}
