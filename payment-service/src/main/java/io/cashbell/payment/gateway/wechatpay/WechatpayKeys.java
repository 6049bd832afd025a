package io.cashbell.payment.gateway.wechatpay;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * Keys as people copy them: PEM, or the one line of Base64 inside it. What cannot be read is said
 * without the text, which may be a secret.
 */
final class WechatpayKeys {

    private WechatpayKeys() {}

    /**
     * A private key in PKCS#8.
     *
     * @throws IllegalArgumentException if it is none
     */
    static PrivateKey privateKey(String text) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(bytes(text)));
        } catch (GeneralSecurityException | IllegalArgumentException none) {
            throw new IllegalArgumentException("not a private RSA key in PKCS#8");
        }
    }

    /**
     * A public key in X.509.
     *
     * @throws IllegalArgumentException if it is none
     */
    static PublicKey publicKey(String text) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(bytes(text)));
        } catch (GeneralSecurityException | IllegalArgumentException none) {
            throw new IllegalArgumentException("not a public RSA key in X.509");
        }
    }

    /**
     * A certificate as PEM.
     *
     * @throws IllegalArgumentException if it is none
     */
    static X509Certificate certificate(String pem) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(bytes(pem)));
        } catch (GeneralSecurityException | IllegalArgumentException none) {
            throw new IllegalArgumentException("not a certificate");
        }
    }

    /** As WeChat Pay writes it: hexadecimal, in upper case. */
    static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
    }

    /**
     * The public keys by their ids, in the order given.
     *
     * @param ids, keys as many of the one as of the other, separated by commas
     * @throws IllegalArgumentException if they do not fit or cannot be read
     */
    static SequencedMap<String, PublicKey> publicKeys(String ids, String keys) {
        List<String> names = list(ids);
        List<String> texts = list(keys);
        SequencedMap<String, PublicKey> read = new LinkedHashMap<>();
        if (names.size() != texts.size()) {
            throw new IllegalArgumentException("as many public keys as ids");
        }
        for (int i = 0; i < names.size(); i++) {
            if (read.put(names.get(i), publicKey(texts.get(i))) != null) {
                throw new IllegalArgumentException("two public keys of one id");
            }
        }
        return read;
    }

    /** What stands between commas, without the blanks around it. */
    static List<String> list(String text) {
        List<String> parts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return List.copyOf(parts);
    }

    /** An environment file has no line feeds, so {@code \n} stands for one. */
    private static byte[] bytes(String text) {
        return Base64.getDecoder()
                .decode(
                        text.replace("\\n", "\n")
                                .replaceAll("-----(BEGIN|END) [A-Z ]+-----", "")
                                .replaceAll("\\s", ""));
    }
}
