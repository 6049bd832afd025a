package io.cashbell.payment;

/** What becomes of money that comes after its order expired or was called off. */
public enum LatePayments {
    /** The order stays closed and the money goes back. */
    REFUND,
    /** The payment is confirmed all the same, and the order lives again. */
    REOPEN
}
