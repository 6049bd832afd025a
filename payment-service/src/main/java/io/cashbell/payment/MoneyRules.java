package io.cashbell.payment;

/**
 * What the shop wants to become of money that its orders did not ask for. A person is told in each
 * case.
 *
 * @param refundSecondPayments whether money that came a second time goes back by itself
 * @param latePayments of money after expiry
 * @param refundCancelledOrders whether a paid order that is called off gives back what is left
 */
public record MoneyRules(
        boolean refundSecondPayments, LatePayments latePayments, boolean refundCancelledOrders) {}
