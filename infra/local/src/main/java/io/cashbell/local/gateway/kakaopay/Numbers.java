package io.cashbell.local.gateway.kakaopay;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The numbers that KakaoPay gives, none of which can be guessed. */
final class Numbers {
    private static final HexFormat HEX = HexFormat.of();

    private final SecureRandom random = new SecureRandom();

    /** One payment; 20 characters. */
    String tid() {
        return "T" + hex(19);
    }

    /** One approval or cancellation; 20 characters. */
    String aid() {
        return "A" + hex(19);
    }

    String pgToken() {
        return hex(20);
    }

    /** Part of the addresses that a buyer is sent to. */
    String link() {
        return hex(64);
    }

    private String hex(int length) {
        var bytes = new byte[(length + 1) / 2];
        random.nextBytes(bytes);
        return HEX.formatHex(bytes).substring(0, length);
    }
}
