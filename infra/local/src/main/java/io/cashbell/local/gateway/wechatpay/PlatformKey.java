package io.cashbell.local.gateway.wechatpay;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A key that WeChat signs with (section 9).
 *
 * @param serial what {@code Wechatpay-Serial} says: the id of a public key or the serial number of
 *     a certificate
 * @param certificate null for a public key, which has no date of expiry either
 */
record PlatformKey(String serial, KeyPair keys, @Nullable X509Certificate certificate) {
    private static final Duration LIFE = Duration.ofDays(5 * 365);

    static PlatformKey withId(String id, KeyPair keys) {
        return new PlatformKey(id, keys, null);
    }

    static PlatformKey withCertificate(KeyPair keys, X509Certificate certificate) {
        return new PlatformKey(PlatformCertificate.serial(certificate), keys, certificate);
    }

    static PlatformKey withNewCertificate(Instant from) {
        var keys = Rsa.newKeyPair();
        var begin = from.truncatedTo(ChronoUnit.SECONDS);
        return withCertificate(keys, PlatformCertificate.of(keys, begin, begin.plus(LIFE)));
    }

    @Override
    public String toString() {
        return "PlatformKey[serial=" + serial + "]";
    }
}
