package io.cashbell.order;

/** There is no such order. */
public final class UnknownOrderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownOrderException(OrderId id) {
        super("No order " + id);
    }
}
