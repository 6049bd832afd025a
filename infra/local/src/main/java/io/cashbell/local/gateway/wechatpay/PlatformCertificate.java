package io.cashbell.local.gateway.wechatpay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Makes X.509 certificates for platform keys, which the JDK alone cannot: the few elements of DER
 * (X.690) that a certificate of version 1 (RFC 5280, section 4.1) consists of. Self-signed, as
 * nobody checks the chain: WeChat's own SDK does not.
 */
final class PlatformCertificate {
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int UTF8_STRING = 0x0c;
    private static final int UTC_TIME = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;

    /** sha256WithRSAEncryption, 1.2.840.113549.1.1.11, and its empty parameters. */
    private static final byte[] SHA256_WITH_RSA = {
        SEQUENCE, 13, 6, 9, 42, (byte) 134, 72, (byte) 134, (byte) 247, 13, 1, 1, 11, 5, 0
    };

    /** 2.5.4.3. */
    private static final byte[] COMMON_NAME = {6, 3, 85, 4, 3};

    private static final int SERIAL_BYTES = 20;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private PlatformCertificate() {}

    static X509Certificate of(KeyPair keys, Instant from, Instant to) {
        var name = name("Tenpay.com sign SANDBOX");
        var content =
                element(
                        SEQUENCE,
                        element(INTEGER, newSerial().toByteArray()),
                        SHA256_WITH_RSA,
                        name,
                        element(SEQUENCE, time(from), time(to)),
                        name,
                        keys.getPublic().getEncoded());
        var certificate =
                element(
                        SEQUENCE,
                        content,
                        SHA256_WITH_RSA,
                        bits(Rsa.signature(content, keys.getPrivate())));
        return read(certificate);
    }

    static X509Certificate read(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("not a certificate", e);
        }
    }

    /** As {@code Wechatpay-Serial} spells it: 40 digits. */
    static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
    }

    static String pem(X509Certificate certificate) {
        try {
            return Pem.of("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its first digit is from 4 to 7, so that it is positive and always written in 40 digits. */
    static BigInteger newSerial() {
        var bytes = new byte[SERIAL_BYTES];
        new SecureRandom().nextBytes(bytes);
        bytes[0] = (byte) ((bytes[0] & 0x3f) | 0x40);
        return new BigInteger(bytes);
    }

    private static byte[] name(String common) {
        var text = element(UTF8_STRING, common.getBytes(StandardCharsets.UTF_8));
        return element(SEQUENCE, element(SET, element(SEQUENCE, COMMON_NAME, text)));
    }

    private static byte[] time(Instant at) {
        return element(UTC_TIME, TIME.format(at).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] bits(byte[] content) {
        return element(BIT_STRING, new byte[] {0}, content);
    }

    private static byte[] element(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (var part : parts) {
            content.writeBytes(part);
        }
        var element = new ByteArrayOutputStream();
        element.write(tag);
        int length = content.size();
        if (length >= 0x80) {
            var digits = BigInteger.valueOf(length).toByteArray();
            int skipped = digits[0] == 0 ? 1 : 0;
            element.write(0x80 | (digits.length - skipped));
            element.write(digits, skipped, digits.length - skipped);
        } else {
            element.write(length);
        }
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }
}
