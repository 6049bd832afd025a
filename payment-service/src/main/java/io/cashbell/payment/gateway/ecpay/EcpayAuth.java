package io.cashbell.payment.gateway.ecpay;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * CheckMacValue: proves us to ECPay and ECPay to us.
 *
 * <p>Source: developers.ecpay.com.tw, "附錄 / 檢查碼機制", page 2902 (English 16623), and the official PHP
 * SDK, which sorts by {@code strcasecmp}.
 */
@Singleton
@Requires(bean = EcpayConfig.class)
class EcpayAuth {

    static final String FIELD = "CheckMacValue";

    /** SHA-256 for payments; ECPay's logistics and invoice notices still sign with MD5. */
    enum Digest {
        SHA256("SHA-256"),
        MD5("MD5");

        private final String algorithm;

        Digest(String algorithm) {
            this.algorithm = algorithm;
        }
    }

    private final String hashKey;
    private final String hashIv;

    EcpayAuth(EcpayConfig config) {
        this.hashKey = config.hashKey();
        this.hashIv = config.hashIv();
    }

    /** The value that belongs beside {@code fields}; a CheckMacValue among them is ignored. */
    String sign(Map<String, String> fields) {
        return checkMacValue(fields, hashKey, hashIv, Digest.SHA256);
    }

    /** By another digest, where ECPay wants one. */
    String sign(Map<String, String> fields, Digest digest) {
        return checkMacValue(fields, hashKey, hashIv, digest);
    }

    /** Compares in constant time; upper case only, as ECPay sends it. */
    boolean verify(Map<String, String> fields, String presented) {
        return MessageDigest.isEqual(
                sign(fields).getBytes(StandardCharsets.US_ASCII),
                presented.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What only this merchant's keys can make of {@code text}. Of another construction than
     * CheckMacValue, so that neither can be passed off as the other.
     */
    String seal(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            (hashKey + '|' + hashIv).getBytes(StandardCharsets.UTF_8),
                            "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException missing) {
            throw new IllegalStateException("every JDK has HmacSHA256", missing);
        }
    }

    static String checkMacValue(
            Map<String, String> fields, String hashKey, String hashIv, Digest digest) {
        return digest(encode(textToSign(fields, hashKey, hashIv)), digest);
    }

    /** Fields in ECPay's order between the keys; a CheckMacValue among them is ignored. */
    static String textToSign(Map<String, String> fields, String hashKey, String hashIv) {
        StringBuilder text = new StringBuilder("HashKey=").append(hashKey);
        fields.entrySet().stream()
                .filter(field -> !field.getKey().equals(FIELD))
                .sorted(Map.Entry.comparingByKey(ignoringCase()))
                .forEach(
                        field ->
                                text.append('&')
                                        .append(field.getKey())
                                        .append('=')
                                        .append(field.getValue()));
        return text.append("&HashIV=").append(hashIv).toString();
    }

    /** The digest in capitals. */
    static String digest(String text, Digest digest) {
        return HexFormat.of()
                .withUpperCase()
                .formatHex(hash(text.getBytes(StandardCharsets.UTF_8), digest));
    }

    /**
     * ECPay encodes as .NET does: URLEncoder leaves {@code - _ . *} alone and writes a space as
     * {@code +}; three more characters stay literal. Lower case comes after encoding and by the
     * root locale: before it, É would change its bytes; by the Turkish one, I would become ı.
     */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .toLowerCase(Locale.ROOT)
                .replace("%21", "!")
                .replace("%28", "(")
                .replace("%29", ")");
    }

    // Equal to strcasecmp for the names ECPay uses: it compares lower-cased characters.
    private static Comparator<String> ignoringCase() {
        return String.CASE_INSENSITIVE_ORDER;
    }

    private static byte[] hash(byte[] text, Digest digest) {
        try {
            return MessageDigest.getInstance(digest.algorithm).digest(text);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has " + digest.algorithm, missing);
        }
    }
}
