package io.cashbell.local.gateway.kakaopay;

import org.jspecify.annotations.Nullable;

/** KakaoPay would not do this. */
final class RefusedException extends RuntimeException {
    private final Code code;
    private final transient @Nullable Reason reason;

    /**
     * Why an approval or a cancellation failed inside KakaoPay; stands in {@code extras}.
     *
     * @param code such as {@code USER_LOCKED}
     */
    record Reason(String code, String message) {}

    RefusedException(Code code) {
        super(code.message());
        this.code = code;
        this.reason = null;
    }

    /**
     * @param detail what is wrong, as the end of a sentence that begins with the code's message
     */
    RefusedException(Code code, String detail) {
        super(code.message() + ": " + detail);
        this.code = code;
        this.reason = null;
    }

    RefusedException(Code code, Reason reason) {
        super(code.message());
        this.code = code;
        this.reason = reason;
    }

    Code code() {
        return code;
    }

    @Nullable Reason reason() {
        return reason;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
