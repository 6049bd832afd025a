package io.cashbell.order;

/** A fact that cannot be true of an order in this state. */
public final class IllegalTransitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient OrderState from;
    private final transient Refusal refusal;

    public IllegalTransitionException(OrderState from, OrderFact fact) {
        this(from, fact, RefusalWords.of(from, fact));
    }

    /**
     * @param refusal why not
     */
    public IllegalTransitionException(OrderState from, OrderFact fact, Refusal refusal) {
        super(
                fact.getClass().getSimpleName()
                        + " cannot happen to an order that is "
                        + from.status().text()
                        + " with payment "
                        + from.payment().text());
        this.from = from;
        this.refusal = refusal;
    }

    /** Where the order stands. */
    public OrderState from() {
        return from;
    }

    /** Why not. */
    public Refusal refusal() {
        return refusal;
    }
}
