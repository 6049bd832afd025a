// Asks for the buyer's phone number and either an order's number or the mail address.
import { Problem } from './api.js';
import { byId, h } from './dom.js';
import { dateTime, onLocaleChange, t } from './i18n.js';
import { moneyText } from './money.js';
import { lookUpOrders } from './orders.js';
import { verdictOf } from './verdict.js';

const phoneInput = byId('phone-input');
const whichInput = byId('which-input');
const notice = byId('find-notice');
const list = byId('found');
let found = [];

function complain(input, key) {
  const message = byId(`${input.id}-error`);
  message.textContent = key ? t(key) : '';
  message.hidden = !key;
  if (key) input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
}

/** What the service says of a field that is only wrong in form. */
function complaintsOf({ errors }) {
  const pointers = errors.map((error) => error.pointer);
  complain(phoneInput, pointers.includes('/phone') ? 'find.error.phone' : null);
  complain(whichInput, pointers.some((pointer) => pointer !== '/phone') ? 'find.error.which' : null);
}

function reasonOf(error) {
  if (!(error instanceof Problem)) return 'find.unreachable';
  if (error.status === 429) return 'find.too-many';
  return error.status >= 500 ? 'find.unreachable' : 'find.not-found';
}

const digits = (text) => text.normalize('NFKC').replace(/\D/g, '');

/** @param {(order: object, phoneTail: string) => void} choose shows an order that was found */
export function startFind(choose) {
  let asking = false;

  byId('find-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    if (asking) return;
    const phone = phoneInput.value.trim();
    const which = whichInput.value.trim();
    notice.hidden = true;
    list.hidden = true;
    complain(phoneInput, digits(phone).length < 6 ? 'find.error.phone' : null);
    complain(whichInput, which === '' ? 'find.error.which' : null);
    if (focusOnTheFirstFault()) return;
    asking = true;
    try {
      found = await lookUpOrders(phone, which);
      const tail = digits(phone).slice(-4);
      if (found.length === 1) choose(found[0], tail);
      else drawFound(choose, tail);
    } catch (error) {
      if (error instanceof Problem && error.status === 400) {
        complaintsOf(error);
        if (focusOnTheFirstFault()) return;
      }
      notice.textContent = t(reasonOf(error));
      notice.hidden = false;
      whichInput.focus();
      whichInput.select();
    } finally {
      asking = false;
    }
  });
  onLocaleChange(() => !list.hidden && drawFound(choose, digits(phoneInput.value).slice(-4)));

  return {
    ask(orderId, lead) {
      whichInput.value = orderId;
      const words = byId('find-lead');
      words.dataset.words = lead;
      words.textContent = t(lead);
      if (orderId) phoneInput.focus();
    },
  };
}

function focusOnTheFirstFault() {
  const wrong = [phoneInput, whichInput].find((input) => input.hasAttribute('aria-invalid'));
  wrong?.focus();
  return wrong !== undefined;
}

function drawFound(choose, tail) {
  list.replaceChildren(
    ...found.map((order) =>
      h(
        'li',
        {},
        h(
          'button',
          { type: 'button', class: 'found', onclick: () => choose(order, tail) },
          h('span', { text: dateTime(order.createdAt) }),
          h('strong', { text: moneyText(order.total) }),
          h('span', { class: 'muted', text: t(`status.${verdictOf(order)}`) }),
        ),
      ),
    ),
  );
  list.hidden = false;
  list.querySelector('button')?.focus();
}
