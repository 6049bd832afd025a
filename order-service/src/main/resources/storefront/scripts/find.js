// Asks for an order's number and the last four digits of the buyer's phone.
import { Problem } from './api.js';
import { byId } from './dom.js';
import { t } from './i18n.js';

const orderInput = byId('order-input');
const tailInput = byId('tail-input');
const notice = byId('find-notice');

function complain(input, key) {
  const message = byId(`${input.id}-error`);
  message.textContent = key ? t(key) : '';
  message.hidden = !key;
  if (key) input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
}

function reasonOf(error) {
  if (!(error instanceof Problem)) return 'find.unreachable';
  if (error.status === 429) return 'find.too-many';
  return error.status >= 500 ? 'find.unreachable' : 'find.not-found';
}

/** @param {(orderId: string, phoneTail: string) => Promise<void>} read throws what api.js throws */
export function startFind(read) {
  let asking = false;

  byId('find-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    if (asking) return;
    const orderId = orderInput.value.trim();
    const tail = tailInput.value.normalize('NFKC').trim();
    notice.hidden = true;
    complain(orderInput, orderId === '' ? 'find.error.order' : null);
    complain(tailInput, /^\d{4}$/.test(tail) ? null : 'find.error.tail');
    const wrong = [orderInput, tailInput].find((input) => input.hasAttribute('aria-invalid'));
    if (wrong) {
      wrong.focus();
      return;
    }
    asking = true;
    try {
      await read(orderId, tail);
    } catch (error) {
      notice.textContent = t(reasonOf(error));
      notice.hidden = false;
      tailInput.focus();
      tailInput.select();
    } finally {
      asking = false;
    }
  });

  return {
    ask(orderId, lead) {
      orderInput.value = orderId;
      const words = byId('find-lead');
      words.dataset.words = lead;
      words.textContent = t(lead);
      if (orderId) tailInput.focus();
    },
  };
}
