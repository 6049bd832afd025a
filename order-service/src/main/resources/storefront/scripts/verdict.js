// From an order as the service tells it to the one word that the result page shows.

const ORDER_DECIDES = ['shipped', 'cancelled', 'expired', 'refunded'];
const PAYMENT_REFINES = ['refund-pending', 'partially-refunded', 'refunded'];
// Nothing more will happen within the time somebody looks at a page.
const SETTLED = ['paid', 'due-on-arrival', 'shipped', 'expired', 'cancelled', 'refund-pending', 'partially-refunded', 'refunded'];
const ICONS = {
  paid: 'check',
  'due-on-arrival': 'truck',
  shipped: 'truck',
  pending: 'clock',
  'awaiting-transfer': 'clock',
  failed: 'alert',
  expired: 'clock',
  cancelled: 'close',
};

/** The value of `#order-status[data-status]`; what each means is told at the top of result.js. */
export function verdictOf({ status, payment = {} }) {
  if (PAYMENT_REFINES.includes(payment.status)) return payment.status;
  if (ORDER_DECIDES.includes(status)) return status;
  if (status === 'paid' || payment.status === 'confirmed') return 'paid';
  return payment.status ?? 'pending';
}

export const isSettled = (verdict) => SETTLED.includes(verdict);

export const iconOf = (verdict) => ICONS[verdict] ?? 'undo';
