// The shop's front page: the teas, and the cart in a drawer.
import { loadShop } from './api.js';
import { addOne, canBuy, match, onCartChange, pieces, priceOf, setQuantity } from './cart.js';
import { announce, byId, h } from './dom.js';
import { locale, localized, t } from './i18n.js';
import { drawLines } from './lines.js';
import { offerMarkets, onMarketChange } from './market.js';
import { price, unitsOf } from './money.js';
import { announcementOf, isClosed, showStrip, startPage } from './page.js';

const EAGER_PICTURES = 4;
const ADDED_SHOWS_MS = 1600;
const drawer = byId('cart');
let shop = null;

startPage(draw);
onCartChange(drawCart);
onMarketChange(draw);
load();

async function load() {
  byId('trouble').hidden = true;
  try {
    shop = await loadShop();
    offerMarkets(shop.site);
    dropWhatIsGone();
    draw();
  } catch (error) {
    console.warn('The catalog did not load:', error.message);
    byId('products').replaceChildren();
    byId('trouble').hidden = false;
  }
}

function dropWhatIsGone() {
  const { gone } = match(shop.products);
  if (gone.length === 0) return;
  const names = gone.map((id) => localized(shop.products.find((product) => product.id === id)?.name) || id);
  gone.forEach((id) => setQuantity(id, 0));
  byId('cart-note').textContent = t('cart.gone', { names: names.join('、') });
  byId('cart-note').hidden = false;
}

function draw() {
  if (!shop) return;
  const closed = isClosed(shop.site);
  showStrip(shop.site);
  byId('closed').hidden = !closed;
  byId('closed-text').textContent = announcementOf(shop.site) || t('closed.text');
  byId('products').replaceChildren(...shop.products.map((product, place) => card(product, place, closed)));
  byId('products').removeAttribute('aria-busy');
  byId('no-products').hidden = shop.products.length > 0;
  drawCart();
}

function card(product, place, closed) {
  const name = localized(product.name);
  const other = locale().startsWith('zh') ? 'en' : 'zh-TW';
  const buyable = canBuy(product) && !closed;
  const label = canBuy(product) ? (closed ? 'paused' : 'add') : 'sold-out';
  const word = h('span', { text: t(label) });
  const button = h(
    'button',
    { type: 'button', class: 'button add', disabled: !buyable, onclick: () => add(product, button, word) },
    word,
    h('span', { class: 'unseen', text: ` ${name}` }),
  );
  return h(
    'li',
    { class: canBuy(product) ? 'product' : 'product sold-out', 'data-product': product.id },
    h('img', {
      src: product.imageUrl,
      alt: '',
      width: 400,
      height: 500,
      class: 'picture',
      loading: place < EAGER_PICTURES ? 'eager' : 'lazy',
      decoding: 'async',
    }),
    h('h3', { class: 'product-name', text: name }),
    h('p', { class: 'product-other muted', lang: other, text: product.name?.[other] ?? '' }),
    h('p', { class: 'product-about', text: localized(product.description) }),
    h('p', { class: 'product-price', text: priceOf(product) === null ? '' : price(unitsOf(priceOf(product))) }),
    button,
  );
}

function add(product, button, word) {
  addOne(product.id);
  announce(t('add.done', { name: localized(product.name), n: pieces() }));
  button.classList.add('done');
  word.textContent = t('added');
  clearTimeout(button.timer);
  button.timer = setTimeout(() => {
    button.classList.remove('done');
    word.textContent = t('add');
  }, ADDED_SHOWS_MS);
}

function drawCart() {
  if (!shop) return;
  const { lines, total } = match(shop.products);
  const n = pieces();
  const none = lines.length === 0;
  drawLines(byId('cart-lines'), lines);
  byId('cart-total').textContent = price(total);
  byId('cart-empty').hidden = !none;
  byId('cart-foot').hidden = none;
  byId('go-checkout').hidden = isClosed(shop.site);
  byId('cart-bar').hidden = none;
  byId('cart-bar-pieces').textContent = t('cart.bar', { n });
  byId('cart-bar-total').textContent = price(total);
  document.body.classList.toggle('with-bar', !none);
}

function openCart() {
  drawer.showModal();
}

byId('retry').addEventListener('click', load);
byId('cart-button').addEventListener('click', openCart);
byId('cart-bar').addEventListener('click', openCart);
for (const closer of drawer.querySelectorAll('[data-close]')) closer.addEventListener('click', () => drawer.close());
// A click beside the drawer lands on the dialog itself: its content fills it.
drawer.addEventListener('click', (event) => event.target === drawer && drawer.close());
