// Another way to pay for an order that is placed already: each a link to the checkout of that same order.
import { loadSite } from './api.js';
import { byId, h } from './dom.js';
import { t } from './i18n.js';
import { isOnArrival, methodName, waysFor } from './methods.js';

let site = null;
let drawn = null;

/** The checkout of an order by one way to pay; the payment service says whether it takes it. */
export function checkoutBy(checkoutUrl, method) {
  const address = new URL(checkoutUrl);
  address.searchParams.set('method', method);
  return address.href;
}

/**
 * A disclosure, closed at first: what the site offers is asked for when somebody wants to know. It keeps its room once
 * it was there, so that nothing below it jumps.
 *
 * @param {string|null} checkoutUrl where the order is paid; null where it cannot be, or not yet
 * @param {(words: string) => Element} anew a link that puts the order's things into the cart again
 */
export function drawOtherWays(order, checkoutUrl, { room, anew }) {
  const box = byId('other-ways');
  box.hidden = box.hidden && !room;
  box.classList.toggle('silent', !checkoutUrl);
  box.toggleAttribute('inert', !checkoutUrl);
  if (!checkoutUrl) box.open = false;
  box.ontoggle = () => box.open && list(order, checkoutUrl, anew);
  if (box.open) list(order, checkoutUrl, anew);
}

async function list(order, checkoutUrl, anew) {
  const { total, payment } = order;
  try {
    site ??= await loadSite();
  } catch {
    drawn = null;
    say('result.ways-unread');
    return;
  }
  const codes = waysFor(site.paymentMethods ?? [], total).filter((code) => code !== payment?.method);
  const key = JSON.stringify([codes, checkoutUrl, document.documentElement.lang]);
  if (drawn === key) return;
  drawn = key;
  if (codes.length === 0) say('result.ways-none');
  else byId('ways').replaceChildren(...codes.map((code) => h('li', {}, way(code, checkoutUrl, anew))));
}

/** Nobody collects for an order that a gateway may still be paid for: that is another order. */
function way(code, checkoutUrl, anew) {
  if (isOnArrival(code)) return anew('result.on-arrival-anew');
  return h('a', { class: 'button quiet', 'data-method': code, href: checkoutBy(checkoutUrl, code), text: methodName(code) });
}

const say = (words) => byId('ways').replaceChildren(h('li', { class: 'muted', text: t(words) }));
