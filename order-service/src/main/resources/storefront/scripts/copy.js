// Puts text into the clipboard and says so on the button.
import { t } from './i18n.js';

const SAID_FOR_MS = 1_600;

/**
 * @param shown the element that shows the text: marked where copying is not allowed, so that it takes one key
 * @param word the button's word
 */
export async function copyText(text, shown, word) {
  try {
    await navigator.clipboard.writeText(text);
    word.textContent = t('result.copied');
    setTimeout(() => (word.textContent = t('result.copy')), SAID_FOR_MS);
  } catch {
    getSelection().selectAllChildren(shown);
  }
}
