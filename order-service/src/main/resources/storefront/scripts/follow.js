// Follows an order: server-sent events where they work, asking again where they do not.
import { eventsAddress } from './orders.js';

const ASK_AFTER_MS = 2_000;
const ASK_AT_MOST_MS = 10_000;
const GROWTH = 1.4;
// With an open stream, asking is only the net under it: a proxy may hold events back without closing anything.
const NET_MS = 30_000;

/**
 * @param {object} how
 * @param {string} how.orderId
 * @param {string|null} how.token without it there is no stream, only asking
 * @param {() => Promise<object>} how.read asks for the order once
 * @param {(order: object) => boolean} how.show shows an order; true when there is nothing left to wait for
 * @param {() => void} how.onTrouble asking failed
 * @returns {() => void} stops following
 */
export function follow({ orderId, token, read, show, onTrouble }) {
  let stream = null;
  let timer = null;
  let pause = ASK_AFTER_MS;
  let streaming = false;
  let stopped = false;

  function stop() {
    stopped = true;
    stream?.close();
    clearTimeout(timer);
  }

  function receive(order) {
    if (!stopped && show(order)) stop();
  }

  function plan() {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(askOnce, streaming ? NET_MS : pause);
  }

  async function askOnce() {
    pause = Math.min(pause * GROWTH, ASK_AT_MOST_MS);
    try {
      receive(await read());
    } catch {
      if (!stopped) onTrouble();
    }
    plan();
  }

  function listen() {
    stream = new EventSource(eventsAddress(orderId, token));
    stream.addEventListener('open', () => {
      streaming = true;
      plan();
    });
    stream.addEventListener('order', (event) => receive(JSON.parse(event.data)));
    // The browser reconnects by itself unless the service refused; until then we ask.
    stream.addEventListener('error', () => {
      if (!streaming) return;
      streaming = false;
      pause = ASK_AFTER_MS;
      plan();
    });
  }

  if (token) listen();
  plan();
  return stop;
}
