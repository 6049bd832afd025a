package io.cashbell.payment.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What may be kept of a callback for a person to look at.
 *
 * @param parts by name, masked and cut
 * @param cut whether something was too long
 * @param fingerprint equal for two verified callbacks if the same was signed
 */
public record Exhibit(SequencedMap<String, String> parts, boolean cut, String fingerprint) {

    private static final int MAX_VALUE = 200;
    private static final int MAX_PARTS = 40;
    private static final int MAX_IN_ALL = 3_000;
    private static final int SHOWN_OF_A_SECRET = 4;

    public Exhibit {
        parts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parts));
    }

    /**
     * Shows only what is known to be harmless: of a field with another name nobody can tell whether
     * it is somebody's card.
     *
     * @param harmless names that are shown, in lower case
     * @param signature the name of the signature in lower case, of which the beginning is shown
     * @param signed whatever is the same for two messages that say the same
     */
    public static Exhibit ofFields(
            Map<String, String> fields, Set<String> harmless, String signature, String signed) {
        SequencedMap<String, String> parts = new LinkedHashMap<>();
        boolean cut = false;
        int length = 0;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            String name = field.getKey();
            String value = field.getValue();
            String known = name.toLowerCase(java.util.Locale.ROOT);
            String shown =
                    harmless.contains(known)
                            ? value
                            : known.equals(signature) ? beginning(value) : masked(value);
            if (shown.length() > MAX_VALUE) {
                shown = start(shown, MAX_VALUE) + "…";
                cut = true;
            }
            length += name.length() + shown.length();
            if (parts.size() == MAX_PARTS || length > MAX_IN_ALL) {
                cut = true;
                break;
            }
            parts.put(name, shown);
        }
        return new Exhibit(parts, cut, fingerprint(signed));
    }

    /** Of what cannot be read as its gateway writes it nothing is known to be harmless. */
    public static Exhibit unread(byte[] body) {
        SequencedMap<String, String> parts = new LinkedHashMap<>();
        parts.put("body", "(" + body.length + " bytes that are not read)");
        return new Exhibit(
                parts, false, fingerprint(new String(body, StandardCharsets.ISO_8859_1)));
    }

    /** How much is there, and nothing of it. */
    public static String masked(String value) {
        return value.isEmpty() ? "" : "(" + value.length() + " characters, masked)";
    }

    private static String beginning(String secret) {
        return secret.length() <= 2 * SHOWN_OF_A_SECRET
                ? masked(secret)
                : start(secret, SHOWN_OF_A_SECRET) + "… (" + secret.length() + " characters)";
    }

    private static String start(String text, int most) {
        return Character.isHighSurrogate(text.charAt(most - 1))
                ? text.substring(0, most - 1)
                : text.substring(0, most);
    }

    private static String fingerprint(String signed) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(signed.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
