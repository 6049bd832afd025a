package io.cashbell.local.gateway.wechatpay;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;

/** WeChat's own numbers, in the shapes of the examples in its documents. */
final class Numbers {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Numbers() {}

    /** 28 digits. */
    static String transaction(Instant at) {
        return "4200" + digits(6) + Beijing.COMPACT_DAY.format(Beijing.of(at)) + digits(10);
    }

    /** 29 digits. */
    static String refund(Instant at) {
        return "503" + digits(8) + Beijing.COMPACT_DAY.format(Beijing.of(at)) + digits(10);
    }

    /** 36 characters. */
    static String prepay(Instant at) {
        return "wx" + Beijing.COMPACT_TIME.format(Beijing.of(at)) + hex(10);
    }

    /** What stands behind {@code pr=} in a code_url. */
    static String code() {
        return Sealed.randomText(9) + "zz";
    }

    /**
     * @param number of the error, 0 for none
     */
    static String request(long number) {
        return "08" + hex(15).toUpperCase(Locale.ROOT) + "-" + number;
    }

    /** 32 digits of hexadecimal. */
    static String nonce() {
        return hex(16);
    }

    private static String hex(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static String digits(int count) {
        var digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + RANDOM.nextInt(10)));
        }
        return digits.toString();
    }
}
