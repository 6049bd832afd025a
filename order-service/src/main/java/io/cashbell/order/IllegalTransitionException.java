package io.cashbell.order;

/** A fact that cannot be true of an order in this state. */
public final class IllegalTransitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient OrderState from;
    private final String reason;

    public IllegalTransitionException(OrderState from, OrderFact fact) {
        this(from, fact, RefusalWords.of(from, fact));
    }

    /**
     * @param reason why not, in plain words for the owner
     */
    public IllegalTransitionException(OrderState from, OrderFact fact, String reason) {
        super(
                fact.getClass().getSimpleName()
                        + " cannot happen to an order that is "
                        + from.status().text()
                        + " with payment "
                        + from.payment().text());
        this.from = from;
        this.reason = reason;
    }

    /** Where the order stands. */
    public OrderState from() {
        return from;
    }

    /** Why not, in plain words for the owner. */
    public String reason() {
        return reason;
    }
}
