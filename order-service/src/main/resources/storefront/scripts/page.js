// What every page has: words in the reader's language, the cart's count, the strip on top.
import { onCartChange, pieces } from './cart.js';
import { byId, setText } from './dom.js';
import { localized, onLocaleChange, startLocale, t } from './i18n.js';
import { startMarket } from './market.js';

function showCount() {
  const button = byId('cart-button');
  if (!button) return;
  const n = pieces();
  setText(byId('cart-count'), n);
  button.classList.toggle('has-items', n > 0);
  button.setAttribute('aria-label', t('cart.open', { n }));
}

export function startPage(onWordsChanged = () => {}) {
  startLocale();
  startMarket();
  showCount();
  onCartChange(showCount);
  onLocaleChange(() => {
    showCount();
    onWordsChanged();
  });
}

export const isClosed = (site) => site.status === 'closed';

export const announcementOf = (site) => localized(site.announcement ?? {});

/** The strip keeps its place whether or not there is something to announce, so nothing moves when it arrives. */
export function showStrip(site) {
  const text = announcementOf(site) || (isClosed(site) ? t('closed.title') : '');
  const strip = byId('strip');
  strip.classList.toggle('announcing', text !== '');
  setText(strip, text || t('shop.strip'));
}
