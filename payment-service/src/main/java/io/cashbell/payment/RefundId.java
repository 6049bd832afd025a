package io.cashbell.payment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** One wish to give money back; whoever repeats it means the same money. */
public record RefundId(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{20,64}");
    private static final int DERIVED_LENGTH = 32;

    public RefundId {
        if (!isRefundId(value)) {
            throw new IllegalArgumentException("a refund id has 20 to 64 letters and digits");
        }
    }

    public static boolean isRefundId(String text) {
        return FORM.matcher(text).matches();
    }

    /** The one refund that follows from {@code cause} for {@code orderId}, whoever asks for it. */
    public static RefundId following(OrderId orderId, String cause) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest((orderId + "/" + cause).getBytes(StandardCharsets.UTF_8));
            return new RefundId(HexFormat.of().formatHex(hash).substring(0, DERIVED_LENGTH));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
