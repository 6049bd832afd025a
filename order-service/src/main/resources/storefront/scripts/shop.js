// The shop's pages come whole: products, prices, announcement. This makes them live: it fills the cart, and brings up
// to date what is not, or is not for the reader's market. It changes words in their places and moves nothing.
import { loadShop } from './api.js';
import { addOne, MOST_OF_ONE, pieces, priceOf } from './cart.js';
import { announce, byId, setText } from './dom.js';
import { drawCart, fillFrom, showTrouble, startDrawer, warnUnlessKept } from './drawer.js';
import { t } from './i18n.js';
import { offerMarkets, onMarketChange } from './market.js';
import { price, unitsOf } from './money.js';
import { announcementOf, isClosed, showStrip, startPage } from './page.js';

const ADDED_SHOWS_MS = 1600;
let shop = null;

startPage();
startDrawer(load);
onMarketChange(draw);
for (const button of document.querySelectorAll('.add')) button.addEventListener('click', () => add(button));
for (const button of window.pressedEarly()) button.click();
load();

async function load() {
  try {
    shop = await loadShop();
    offerMarkets(shop.site);
    fillFrom(shop);
    draw();
  } catch (error) {
    console.warn('The shop did not answer:', error.message);
    showTrouble();
  }
}

function draw() {
  if (!shop) return;
  showStrip(shop.site);
  if (byId('closed')) {
    byId('closed').hidden = !isClosed(shop.site);
    setText(byId('closed-text'), announcementOf(shop.site) || t('closed.text'));
  }
  for (const element of document.querySelectorAll('[data-product]')) bringUpToDate(element);
  drawCart();
}

/** The words of the button, as the service chooses them. What left the shop since the page was made is sold out. */
function offerOf(product) {
  if (!product || product.available === false) return 'sold-out';
  if (priceOf(product) === null) return 'not-here';
  return isClosed(shop.site) ? 'paused' : 'add';
}

function bringUpToDate(element) {
  const product = shop.products.find(({ id }) => id === element.dataset.product);
  const offer = offerOf(product);
  const amount = product ? priceOf(product) : null;
  element.classList.toggle('sold-out', ['sold-out', 'not-here'].includes(offer));
  setText(element.querySelector('[data-price]'), amount === null ? '' : price(unitsOf(amount)));
  const button = element.querySelector('.add');
  button.disabled = offer !== 'add';
  if (!button.timer) setText(button.querySelector('[data-word]'), t(offer));
  const state = element.querySelector('[data-state]');
  if (!state) return;
  state.dataset.state = offer;
  setText(state, t(offer === 'add' ? 'in-stock' : offer));
}

function add(button) {
  const element = button.closest('[data-product]');
  const { product, name } = element.dataset;
  const added = addOne(product);
  announce(added ? t('add.done', { name, n: pieces() }) : t('add.most', { name, n: MOST_OF_ONE }));
  warnUnlessKept();
  button.classList.toggle('done', added);
  setText(button.querySelector('[data-word]'), added ? t('added') : t('most', { n: MOST_OF_ONE }));
  clearTimeout(button.timer);
  button.timer = setTimeout(() => {
    button.timer = null;
    button.classList.remove('done');
    if (shop) bringUpToDate(element);
    else setText(button.querySelector('[data-word]'), t('add'));
  }, ADDED_SHOWS_MS);
}
