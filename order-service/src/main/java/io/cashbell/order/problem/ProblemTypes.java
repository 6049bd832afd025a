package io.cashbell.order.problem;

import io.cashbell.web.problem.ProblemType;

/** Everything this service refuses for a reason that a client can act on. */
public enum ProblemTypes implements ProblemType {
    SITE_CLOSED("site-closed", "The shop takes no orders now", 503),
    INVALID_IDEMPOTENCY_KEY("invalid-idempotency-key", "The idempotency key cannot be used", 400),
    PRODUCT_UNAVAILABLE("product-unavailable", "A product cannot be ordered", 422),
    PAYMENT_METHOD_UNAVAILABLE(
            "payment-method-unavailable", "The order cannot be paid that way", 422),
    OUT_OF_STOCK("out-of-stock", "Too little of a product is left", 409),
    EXPECTED_TOTAL_MISMATCH("expected-total-mismatch", "The order costs something else", 409),
    ORDER_NOT_FOUND("order-not-found", "There is no such order for you", 404),
    PRODUCT_NOT_FOUND("product-not-found", "There is no such product", 404),
    PRODUCT_EXISTS("product-exists", "There is such a product already", 409),
    CATALOG_FULL("catalog-full", "The catalog has no room for that", 409),
    STOCK_REFUSED("stock-refused", "The stock does not allow that", 409),
    OVERTAKEN("overtaken", "It was changed since you read it", 412),
    COMMAND_REFUSED("command-refused", "The order does not allow that now", 409),
    TOO_MANY_ORDERS("too-many-orders", "Too many orders from one place", 429),
    TOO_MANY_GUESSES("too-many-guesses", "Too many wrong answers", 429),
    TOO_MANY_STREAMS("too-many-streams", "Too many are watching", 503);

    private final String slug;
    private final String title;
    private final int status;

    ProblemTypes(String slug, String title, int status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }
}
