// Four languages, zh-TW unless the buyer chose otherwise; the choice is remembered and `<html lang>` always tells the truth.
import { lasting } from './storage.js';
import { en } from './words/en.js';
import { ko } from './words/ko.js';
import { zhCN } from './words/zh-CN.js';
import { zhTW } from './words/zh-TW.js';

const DEFAULT = 'zh-TW';
const MESSAGES = { 'zh-TW': zhTW, 'zh-CN': zhCN, ko, en };
let current = known(lasting.read('cashbell.locale'));
const listeners = [];

function known(wanted) {
  return Object.hasOwn(MESSAGES, wanted ?? '') ? wanted : DEFAULT;
}

export const locale = () => current;

export function t(key, values = {}) {
  const message = MESSAGES[current][key] ?? MESSAGES[DEFAULT][key] ?? key;
  return typeof message === 'function' ? message(values) : message.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

export const has = (key) => key in MESSAGES[DEFAULT];

/** The reader's language of a {locale: text} map, else one the reader may know; a plain string passes through. */
export function localized(text) {
  if (typeof text === 'string') return text;
  if (!text) return '';
  const second = current.startsWith('zh') ? DEFAULT : 'en';
  return text[current] ?? text[second] ?? text[DEFAULT] ?? Object.values(text)[0] ?? '';
}

export function dateTime(instant, timeZone) {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  return new Intl.DateTimeFormat(current, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(date);
}

/** By the clocks of Taiwan's banks and stores, wherever the reader is. */
export const shopTime = (instant) => dateTime(instant, 'Asia/Taipei');

/** Fills `data-words="key"` (content) and `data-words-for="attribute:key …"` (attributes) under `root`. */
export function translate(root = document) {
  for (const element of root.querySelectorAll('[data-words]')) element.textContent = t(element.dataset.words);
  for (const element of root.querySelectorAll('[data-words-for]')) {
    for (const pair of element.dataset.wordsFor.split(' ')) {
      const [attribute, key] = pair.split(':');
      element.setAttribute(attribute, t(key));
    }
  }
}

export function onLocaleChange(listener) {
  listeners.push(listener);
}

function show() {
  document.documentElement.lang = current;
  translate();
  const select = document.getElementById('locale-switch');
  if (select) select.value = current;
  document.documentElement.classList.remove('awaiting-words');
}

export function startLocale() {
  show();
  document.getElementById('locale-switch')?.addEventListener('change', (event) => {
    current = known(event.target.value);
    lasting.write('cashbell.locale', current);
    show();
    for (const listener of listeners) listener();
  });
}
