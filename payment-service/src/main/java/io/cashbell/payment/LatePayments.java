package io.cashbell.payment;

/**
 * What becomes of money that comes after its order expired. After an order was called off it goes
 * back in any case.
 */
public enum LatePayments {
    /** The order stays closed and the money goes back. */
    REFUND,
    /** The payment is confirmed all the same, and the order lives again. */
    REOPEN
}
