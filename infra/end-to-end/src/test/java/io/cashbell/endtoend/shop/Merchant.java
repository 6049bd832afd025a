package io.cashbell.endtoend.shop;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A merchant of ECPay and what proves it. Signs as ECPay's page 2902 says (state of October 2026),
 * written for these tests alone: neither the product's code nor the sandbox's is trusted here.
 */
public record Merchant(String id, String hashKey, String hashIv) {
    /** Published by ECPay for its stage system. */
    public static final Merchant PUBLIC_TEST =
            new Merchant("3002607", "pwFHCqoQZGmho4w6", "EkRm7iFT261dpevs");

    private static final String SIGNATURE = "CheckMacValue";

    /** The signature over all fields but the signature. */
    public String sign(Map<String, String> fields) {
        var sorted = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(fields);
        sorted.remove(SIGNATURE);
        var middle = sorted.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue());
        var joined =
                Stream.of(Stream.of("HashKey=" + hashKey), middle, Stream.of("HashIV=" + hashIv))
                        .flatMap(each -> each)
                        .collect(Collectors.joining("&"));
        var encoded =
                URLEncoder.encode(joined, StandardCharsets.UTF_8)
                        .toLowerCase(Locale.ROOT)
                        .replace("%21", "!")
                        .replace("%28", "(")
                        .replace("%29", ")");
        return HexFormat.of().withUpperCase().formatHex(sha256(encoded));
    }

    /** The same fields and their signature. */
    public Map<String, String> signed(Map<String, String> fields) {
        var all = new LinkedHashMap<>(fields);
        all.put(SIGNATURE, sign(fields));
        return all;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
