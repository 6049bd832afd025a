package io.cashbell.local.gateway.wechatpay;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Keys and certificates as files hold them: Base64 in lines of 64 between two marks. */
final class Pem {
    private static final int LINE = 64;

    private Pem() {}

    static String of(String kind, byte[] der) {
        var encoder = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN "
                + kind
                + "-----\n"
                + encoder.encodeToString(der)
                + "\n-----END "
                + kind
                + "-----\n";
    }
}
