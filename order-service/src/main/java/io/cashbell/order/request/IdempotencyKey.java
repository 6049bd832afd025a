package io.cashbell.order.request;

import io.cashbell.order.problem.ProblemTypes;
import java.util.List;
import java.util.Optional;

/**
 * A client's name for one attempt. Never stored and never logged: from that of an order the access
 * token is derived.
 */
public record IdempotencyKey(String value) {
    public static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 255;

    public IdempotencyKey {
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
    public static Optional<IdempotencyKey> of(List<String> headers) {
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
