// Four languages, zh-TW unless the buyer chose otherwise; the choice is remembered and `<html lang>` always tells the truth.
//
// The shop's pages come in the language of their address (`<html data-addressed>`), and another language is another
// address. Checkout and order have one address: they come in zh-TW and get their words here.
import { lasting } from './storage.js';

const KEY = 'cashbell.locale';
const DEFAULT = 'zh-TW';
const LOCALES = [DEFAULT, 'zh-CN', 'ko', 'en'];
const root = document.documentElement;
const addressed = root.hasAttribute('data-addressed');
const listeners = [];
let current = addressed ? root.lang : known(lasting.read(KEY) ?? root.lang);
let words = await wordsIn(current);
if (addressed) lasting.write(KEY, current);

function known(wanted) {
  return LOCALES.includes(wanted) ? wanted : DEFAULT;
}

/** Made by the service of the file that its own pages are drawn with. */
async function wordsIn(wanted) {
  return (await import(`./words/${wanted}.js`)).default;
}

export const locale = () => current;

/** The shop's first page. */
export const home = () => (current === DEFAULT ? '/' : `/${current}/`);

/** With `{name}`s filled in. Where `n` is one, `key.one` says it better, if there is such a text. */
export function t(key, values = {}) {
  const message = (values.n === 1 && words[`${key}.one`]) || (words[key] ?? key);
  return message.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

export const has = (key) => key in words;

/** The reader's language of a {locale: text} map, else one the reader may know, as the service's pages choose. */
export function localized(text) {
  if (typeof text === 'string') return text;
  if (!text) return '';
  const second = current.startsWith('zh') ? DEFAULT : 'en';
  return text[current] || text[second] || text[DEFAULT] || Object.values(text).find(Boolean) || '';
}

/** One after another, as the reader's language lists things. */
export const listed = (names) => new Intl.ListFormat(current).format(names);

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
  root.lang = current;
  translate();
  for (const link of document.querySelectorAll('[data-home]')) link.href = home();
  document.getElementById('locale-switch').value = current;
  root.classList.remove('awaiting-words');
}

async function speak(wanted) {
  words = await wordsIn(wanted);
  current = wanted;
  lasting.write(KEY, current);
  show();
  for (const listener of listeners) listener();
}

/** Whoever goes to the address without a language wants that one, not the last. */
function goElsewhere() {
  const links = document.querySelectorAll('a[hreflang]');
  for (const link of links) {
    for (const kind of ['click', 'auxclick']) link.addEventListener(kind, () => lasting.write(KEY, link.hreflang));
  }
  const select = document.getElementById('locale-switch');
  const tell = () => (select.value = current);
  tell();
  // Out of the browser's history it comes as it was left.
  window.addEventListener('pageshow', tell);
  select.addEventListener('change', () => [...links].find((link) => link.hreflang === select.value).click());
}

export function startLocale() {
  if (addressed) return goElsewhere();
  show();
  document.getElementById('locale-switch').addEventListener('change', (event) => speak(known(event.target.value)));
}
