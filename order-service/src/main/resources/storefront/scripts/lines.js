// Cart lines with their quantity controls, the same in the drawer and in the checkout.
import { MOST_OF_ONE, quantityOf, setQuantity } from './cart.js';
import { announce, h, icon } from './dom.js';
import { localized, t } from './i18n.js';
import { price } from './money.js';

/** Redraws `list`, which can take the focus, keeping the keyboard where it was. */
export function drawLines(list, lines, { errors = new Map() } = {}) {
  const held = list.contains(document.activeElement) ? document.activeElement.dataset.control : null;
  list.replaceChildren(...lines.map((line) => row(line, errors.get(line.product.id), list.id)));
  if (held) focusAgain(list, held);
}

/** Never on a button that does something else: a key pressed twice would take another tea out. */
function focusAgain(list, control) {
  const at = (name) => list.querySelector(`[data-control="${CSS.escape(name)}"]:not(:disabled)`);
  const id = control.slice(0, control.lastIndexOf(':'));
  (at(control) ?? at(`${id}:quantity`) ?? list).focus();
}

function row({ product, quantity, unit, sum }, error, prefix) {
  const name = localized(product.name);
  const { id } = product;
  const errorId = `${prefix}-${id}-error`;
  const step = (label, by, glyph) =>
    h(
      'button',
      {
        type: 'button',
        class: 'step',
        'aria-label': t(label, { name }),
        'data-control': `${id}:${by}`,
        disabled: quantity + by > MOST_OF_ONE || quantity + by < 1,
        onclick: () => setQuantity(id, quantityOf(id) + by),
      },
      icon(glyph),
    );
  const input = h('input', {
    class: 'quantity',
    type: 'text',
    inputmode: 'numeric',
    autocomplete: 'off',
    maxlength: '2',
    value: quantity,
    'aria-label': t('quantity', { name }),
    'aria-invalid': error ? 'true' : null,
    'aria-describedby': error ? errorId : null,
    'data-control': `${id}:quantity`,
    onfocus: (event) => event.target.select(),
    onchange: (event) => {
      const n = Number(event.target.value.normalize('NFKC'));
      setQuantity(id, Number.isInteger(n) && n > 0 ? n : quantityOf(id));
    },
    onkeydown: (event) => {
      // Enter means this number, not the whole order.
      if (event.key !== 'Enter') return;
      event.preventDefault();
      event.target.dispatchEvent(new Event('change'));
    },
  });
  const sold = unit !== null;
  return h(
    'li',
    { class: 'line', 'data-line': id },
    h('img', { src: product.imageUrl, alt: '', width: 64, height: 80, class: 'thumb' }),
    h(
      'div',
      { class: 'line-text' },
      h('p', { class: 'line-name', text: name }),
      h('p', { class: 'muted small', text: sold ? price(unit) : t('not-here') }),
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'bare line-remove',
        'aria-label': t('remove', { name }),
        'data-control': `${id}:remove`,
        onclick: () => {
          setQuantity(id, 0);
          announce(t('removed', { name }));
        },
      },
      icon('bin'),
    ),
    sold && h('div', { class: 'stepper' }, step('fewer', -1, 'minus'), input, step('more', 1, 'plus')),
    sold && h('p', { class: 'line-sum', text: price(sum) }),
    error && h('p', { class: 'error', id: errorId, text: error }),
  );
}
