package io.cashbell.payment.close;

/**
 * What lies on one heap, of one currency and payment method. The sum over all heaps of what is
 * {@code here} is our books; of what is {@code there}, the gateway's record; to the last unit.
 *
 * @param method a payment method code; {@code unknown} where only the gateway knows the payment, by
 *     a wording of its own
 * @param here how many payments our books have, and their minor units
 * @param there how many payments the gateway's record has, and their minor units
 */
public record HeapTotal(Heap heap, String currency, String method, Sum here, Sum there) {

    /** So many payments of so much money. */
    public record Sum(long count, long minorUnits) {

        public static final Sum NONE = new Sum(0, 0);

        public Sum plus(long moreMinorUnits) {
            return new Sum(count + 1, Math.addExact(minorUnits, moreMinorUnits));
        }

        public Sum plus(Sum other) {
            return new Sum(count + other.count, Math.addExact(minorUnits, other.minorUnits));
        }
    }
}
