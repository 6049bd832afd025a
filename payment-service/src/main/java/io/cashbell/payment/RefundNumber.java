package io.cashbell.payment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Our number for one refund, for a gateway that tells refunds apart by it: WeChat Pay's {@code
 * out_refund_no}, at most 64 letters, digits, {@code -} and {@code _}. It follows from the refund
 * alone, so whoever asks again asks for the same refund.
 *
 * <p>Begins with the order's id: a notice of a refund brings back nothing else by which we find the
 * payment. What follows tells the refunds of one order apart, of which there are at most {@link
 * Payment#MAX_REFUNDS}, and is no secret.
 */
public record RefundNumber(String value) {

    private static final int HASH_LENGTH = 13;
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9_-]{1,50}-[0-9a-f]{" + HASH_LENGTH + "}");

    public RefundNumber {
        if (!isRefundNumber(value)) {
            throw new IllegalArgumentException("not a number that a refund of ours has");
        }
    }

    public static boolean isRefundNumber(String text) {
        return FORM.matcher(text).matches();
    }

    /** The only number that this refund ever has. */
    public static RefundNumber of(OrderId orderId, RefundId refundId) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(refundId.value().getBytes(StandardCharsets.UTF_8));
            return new RefundNumber(
                    orderId + "-" + HexFormat.of().formatHex(hash).substring(0, HASH_LENGTH));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The order that it would be a refund of, if it were ours. */
    public OrderId orderId() {
        return new OrderId(value.substring(0, value.length() - HASH_LENGTH - 1));
    }

    @Override
    public String toString() {
        return value;
    }
}
