package io.cashbell.order.checkout;

import io.cashbell.order.problem.ProblemTypes;
import java.util.List;
import java.util.Optional;

/**
 * A client's name for one attempt to order. Never stored and never logged: from it the access token
 * is derived.
 */
record IdempotencyKey(String value) {
    static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 255;

    IdempotencyKey {
        if (value.isEmpty()
                || value.length() > LONGEST
                || !value.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw ProblemTypes.INVALID_IDEMPOTENCY_KEY.because(
                    HEADER + " is 1 to " + LONGEST + " visible ASCII characters.");
        }
    }

    /**
     * @param headers every value of the header in the request
     * @throws io.cashbell.web.problem.ProblemException if there is more than one key, or a bad one
     */
    static Optional<IdempotencyKey> of(List<String> headers) {
        if (headers.size() > 1) {
            throw ProblemTypes.INVALID_IDEMPOTENCY_KEY.because(HEADER + " is given twice.");
        }
        return headers.stream().findFirst().map(IdempotencyKey::new);
    }

    @Override
    public String toString() {
        return "IdempotencyKey[…]";
    }
}
