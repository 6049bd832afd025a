package io.cashbell.order;

/** A fact that cannot be true of an order in this state. */
public final class IllegalTransitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IllegalTransitionException(OrderState from, OrderFact fact) {
        super(
                fact.getClass().getSimpleName()
                        + " cannot happen to an order that is "
                        + from.status().text()
                        + " with payment "
                        + from.payment().text());
    }
}
