// The checkout form's fields: what is wrong with them, shown beside them, and how the service's pointers map to them.
import { byId } from './dom.js';
import { t } from './i18n.js';

const FIELDS = ['name', 'phone', 'email', 'recipient', 'postalCode', 'city', 'line1'];
const POINTERS = {
  '/buyer/name': 'name',
  '/buyer/phone': 'phone',
  '/buyer/email': 'email',
  '/shipTo/recipient': 'recipient',
  '/shipTo/postalCode': 'postalCode',
  '/shipTo/city': 'city',
  '/shipTo/line1': 'line1',
  '/paymentMethod': 'paymentMethod',
};

// Loose on purpose: the service is the judge, this only catches slips before a round trip.
const LOOKS_RIGHT = {
  phone: (text) => /^\+?[\d\s().-]{8,24}$/.test(text) && text.replace(/\D/g, '').length >= 8,
  email: (text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
  postalCode: (text) => /^\d{3,6}$/.test(text),
};

export const sameRecipient = () => byId('same-recipient').checked;

/** What was typed, without stray spaces. Full-width digits are made plain; names and addresses stay as people write them. */
export function valueOf(name) {
  const text = byId(name).value.trim();
  return LOOKS_RIGHT[name] ? text.normalize('NFKC') : text;
}

/** Writes an order's answers back into the form. */
export function fillFields({ buyer, shipTo }) {
  const texts = { ...shipTo, ...buyer };
  for (const name of FIELDS) byId(name).value = texts[name];
  byId('same-recipient').checked = shipTo.recipient === buyer.name;
  showRecipient();
}

function showRecipient() {
  byId('recipient-field').hidden = sameRecipient();
}

const isAsked = (name) => name !== 'recipient' || !sameRecipient();

function looksRight(name) {
  const text = valueOf(name);
  return text !== '' && (LOOKS_RIGHT[name]?.(text) ?? true);
}

export function showFieldError(name, text) {
  const message = byId(`${name}-error`);
  message.textContent = text ?? '';
  message.hidden = !text;
  const input = byId(name);
  if (!input) return;
  if (text) input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
}

export function clearFieldErrors() {
  for (const name of [...FIELDS, 'paymentMethod']) showFieldError(name, null);
}

/** @returns the names of the fields that need another look, in the order of the page, with their errors shown */
export function checkFields() {
  const wrong = FIELDS.filter((name) => isAsked(name) && !looksRight(name));
  for (const name of FIELDS) showFieldError(name, wrong.includes(name) ? t(`error.${name}`) : null);
  return wrong;
}

/**
 * Sorts the service's errors to where they belong and shows those of fields, in the reader's words: the service's are
 * written for programmers. What has no place here keeps its own words, which are better than none.
 *
 * @returns {{fields: string[], items: number[], rest: string[]}} names of fields, places in the cart, and the others
 */
export function placeErrors(errors) {
  const fields = [];
  const items = new Set();
  const rest = [];
  for (const { pointer = '', detail } of errors) {
    const line = /^\/items\/(\d+)(\/|$)/.exec(pointer);
    let field = POINTERS[pointer];
    if (field === 'recipient' && sameRecipient()) field = 'name';
    if (line) items.add(Number(line[1]));
    else if (!field) rest.push(detail ?? '');
    else if (!fields.includes(field)) {
      fields.push(field);
      showFieldError(field, t(field === 'paymentMethod' ? 'error.method-refused' : `error.${field}`));
    }
  }
  return { fields, items: [...items], rest };
}

/** After a change of language: what is wrong is said again in the new one. */
export function translateFieldErrors() {
  for (const name of FIELDS) if (byId(name).hasAttribute('aria-invalid')) showFieldError(name, t(`error.${name}`));
}

/** Speaks up when a field is left wrong, and falls silent as soon as it is right. */
export function watchFields() {
  for (const name of FIELDS) {
    const input = byId(name);
    input.addEventListener('blur', () => {
      if (input.value.trim() !== '' && !looksRight(name)) showFieldError(name, t(`error.${name}`));
    });
    input.addEventListener('input', () => {
      if (input.hasAttribute('aria-invalid') && looksRight(name)) showFieldError(name, null);
    });
  }
  // After a reload, or out of its history, the browser brings the tick back as it was, and tells nobody.
  showRecipient();
  window.addEventListener('pageshow', showRecipient);
  byId('same-recipient').addEventListener('change', () => {
    showRecipient();
    if (!sameRecipient()) byId('recipient').focus();
  });
}

export function focusFirst(names) {
  const inOrder = [...FIELDS, 'paymentMethod'].filter((name) => names.includes(name));
  if (inOrder.length === 0) return false;
  const target = inOrder[0] === 'paymentMethod' ? document.querySelector('[name=paymentMethod]') : byId(inOrder[0]);
  target?.focus();
  return true;
}
