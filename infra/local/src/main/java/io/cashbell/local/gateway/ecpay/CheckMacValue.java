package io.cashbell.local.gateway.ecpay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** ECPay's checksum, as section 4 describes it step by step. */
final class CheckMacValue {
    static final String NAME = "CheckMacValue";

    /** Step 2: lower-cased characters are compared, so that {@code _} comes before letters. */
    static final Comparator<String> NAME_ORDER = String.CASE_INSENSITIVE_ORDER;

    private static final String LITERAL = "-_.!*()";
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    enum Hash {
        SHA256("SHA-256"),
        /** Domestic logistics and one callback of the e-invoice only. */
        MD5("MD5");

        private final String algorithm;

        Hash(String algorithm) {
            this.algorithm = algorithm;
        }

        /** Step 7: hex in upper case. */
        String of(String text) {
            try {
                var digest = MessageDigest.getInstance(algorithm);
                return HexFormat.of()
                        .withUpperCase()
                        .formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK knows " + algorithm, e);
            }
        }
    }

    private CheckMacValue() {}

    static String of(Map<String, String> fields, Merchant signer, Hash hash) {
        return hash.of(encode(textToSign(fields, signer)));
    }

    static boolean matches(Map<String, String> fields, Merchant signer) {
        var expected = of(fields, signer, Hash.SHA256).getBytes(StandardCharsets.US_ASCII);
        var received = fields.getOrDefault(NAME, "").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, received);
    }

    /** The same fields with their checksum as the last one. */
    static Map<String, String> sign(Map<String, String> fields, Merchant signer) {
        var signed = new LinkedHashMap<>(fields);
        signed.remove(NAME);
        signed.put(NAME, of(fields, signer, Hash.SHA256));
        return signed;
    }

    /** Steps 1 to 3. */
    static String textToSign(Map<String, String> fields, Merchant signer) {
        return fields.entrySet().stream()
                .filter(field -> !field.getKey().equals(NAME))
                .sorted(Map.Entry.comparingByKey(NAME_ORDER))
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(
                        Collectors.joining(
                                "&",
                                "HashKey=" + signer.hashKey() + "&",
                                "&HashIV=" + signer.hashIv()));
    }

    /**
     * Steps 4 and 5 in one: what is encoded comes out in lower case, and of the rest only ASCII
     * letters have a case.
     */
    static String encode(String text) {
        var encoded = new StringBuilder(text.length() * 2);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c == ' ') {
                encoded.append('+');
            } else if ((c >= 'a' && c <= 'z')
                    || (c >= '0' && c <= '9')
                    || LITERAL.indexOf(c) >= 0) {
                encoded.append(c);
            } else if (c >= 'A' && c <= 'Z') {
                encoded.append((char) (c + ('a' - 'A')));
            } else {
                encoded.append('%').append(HEX[c >> 4]).append(HEX[c & 0xf]);
            }
        }
        return encoded.toString();
    }
}
