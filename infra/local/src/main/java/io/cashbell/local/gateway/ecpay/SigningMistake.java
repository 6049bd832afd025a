package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.ecpay.CheckMacValue.Hash;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A typical way to get the checksum wrong. ECPay says only "CheckMacValue Error"; a sandbox can try
 * the mistakes that others have made and say which one gives exactly the value that came.
 *
 * @param step of section 4
 * @param name what was done
 * @param advice what to do instead
 */
record SigningMistake(int step, String name, String advice) {

    private record Known(SigningMistake mistake, Function<Attempt, String> value) {}

    /** What somebody signed, and with what. */
    private record Attempt(Map<String, String> fields, Merchant signer, Hash hash) {

        String right() {
            return CheckMacValue.of(fields, signer, hash);
        }

        String withValues(UnaryOperator<String> change) {
            var changed = new TreeMap<String, String>();
            fields.forEach((name, value) -> changed.put(name, change.apply(value)));
            return CheckMacValue.of(changed, signer, hash);
        }

        String withEncoded(UnaryOperator<String> change) {
            return hash.of(
                    change.apply(CheckMacValue.encode(CheckMacValue.textToSign(fields, signer))));
        }

        String inOrder(Map<String, String> sorted) {
            var text = new StringBuilder("HashKey=").append(signer.hashKey());
            sorted.forEach(
                    (name, value) -> text.append('&').append(name).append('=').append(value));
            return hash.of(
                    CheckMacValue.encode(
                            text.append("&HashIV=").append(signer.hashIv()).toString()));
        }
    }

    private static final List<Known> KNOWN =
            List.of(
                    known(
                            4,
                            "space encoded as %20 instead of +",
                            "A space becomes +.",
                            a -> a.withEncoded(SigningMistake::spacesAsPercent)),
                    known(
                            4,
                            "no restoring of ! * ( )",
                            "The four characters ! * ( ) stay as they are; turn %21 %2a %28 %29 back.",
                            a -> a.withEncoded(SigningMistake::allEncoded)),
                    known(
                            4,
                            "tilde left literal",
                            "~ becomes %7e.",
                            a -> a.withEncoded(text -> text.replace("%7e", "~"))),
                    known(
                            4,
                            "apostrophe left literal",
                            "' becomes %27.",
                            a -> a.withEncoded(text -> text.replace("%27", "'"))),
                    known(
                            4,
                            "encodeURIComponent as it is",
                            "Replace %20 by +, ~ by %7e and ' by %27 after encodeURIComponent.",
                            a ->
                                    a.withEncoded(
                                            text ->
                                                    spacesAsPercent(text)
                                                            .replace("%7e", "~")
                                                            .replace("%27", "'"))),
                    known(
                            4,
                            "RFC 3986 encoding as it is",
                            "Replace %20 by + and ~ by %7e, and turn %21 %2a %28 %29 back.",
                            a ->
                                    a.withEncoded(
                                            text ->
                                                    allEncoded(spacesAsPercent(text))
                                                            .replace("%7e", "~"))),
                    known(
                            4,
                            "not encoded at all",
                            "Percent-encode the whole string, then lower-case it, then hash it.",
                            a -> a.hash().of(CheckMacValue.textToSign(a.fields(), a.signer()))),
                    known(
                            4,
                            "values encoded before signing",
                            "Sign the raw values; they are encoded once, as part of the whole string.",
                            a -> a.withValues(CheckMacValue::encode)),
                    known(
                            3,
                            "plus already decoded to a space",
                            "A + in a value is data: read the form once, sign what you read.",
                            a -> a.withValues(value -> value.replace('+', ' '))),
                    known(
                            3,
                            "values trimmed",
                            "Never trim: leading and trailing spaces are signed.",
                            a -> a.withValues(String::trim)),
                    known(
                            3,
                            "values escaped for HTML before signing",
                            "Escape when you write the form, not before you sign.",
                            a -> a.withValues(SigningMistake::htmlEscaped)),
                    known(
                            5,
                            "text lower-cased before encoding",
                            "Encode first, then lower-case: É must keep its own bytes.",
                            a ->
                                    a.hash()
                                            .of(
                                                    CheckMacValue.encode(
                                                            CheckMacValue.textToSign(
                                                                            a.fields(), a.signer())
                                                                    .toLowerCase(Locale.ROOT)))),
                    known(
                            5,
                            "not lower-cased after encoding",
                            "Lower-case the encoded string before hashing it.",
                            a ->
                                    a.hash()
                                            .of(
                                                    upperCaseEncoded(
                                                            CheckMacValue.textToSign(
                                                                    a.fields(), a.signer())))),
                    known(
                            1,
                            "empty parameters dropped",
                            "A parameter that is sent empty is signed as name=.",
                            a -> CheckMacValue.of(withoutEmpty(a.fields()), a.signer(), a.hash())),
                    known(
                            2,
                            "case-sensitive name order",
                            "Sort by name ignoring case.",
                            a -> a.inOrder(unsigned(new TreeMap<>(a.fields())))),
                    known(
                            2,
                            "parameters not sorted",
                            "Sort by name ignoring case.",
                            a -> a.inOrder(unsigned(new LinkedHashMap<>(a.fields())))),
                    known(
                            3,
                            "HashKey and HashIV exchanged",
                            "HashKey comes first, HashIV last.",
                            a ->
                                    CheckMacValue.of(
                                            a.fields(),
                                            new Merchant(
                                                    a.signer().id(),
                                                    /* hashKey= */ a.signer().hashIv(),
                                                    a.signer().hashKey()),
                                            a.hash())),
                    known(
                            3,
                            "HashKey and HashIV left out",
                            "Put HashKey= before and HashIV= after the parameters.",
                            a ->
                                    a.withEncoded(
                                            text ->
                                                    text.substring(
                                                            text.indexOf("%26") + 3,
                                                            text.lastIndexOf("%26")))));

    /**
     * Tries them all.
     *
     * @param others whose keys may have been taken by mistake
     */
    static Optional<SigningMistake> explain(
            Map<String, String> fields, Merchant signer, Hash hash, Iterable<Merchant> others) {
        var received = fields.getOrDefault(CheckMacValue.NAME, "");
        if (received.isEmpty()) {
            return Optional.of(
                    new SigningMistake(
                            1,
                            "CheckMacValue is missing",
                            "Add it as the last step, after signing."));
        }
        var attempt = new Attempt(fields, signer, hash);
        // First, because a mistake that changes nothing in these fields gives the right value too.
        if (attempt.right().equalsIgnoreCase(received)) {
            return Optional.of(
                    new SigningMistake(7, "hex in lower case", "Write the hash in upper case."));
        }
        for (var known : KNOWN) {
            if (known.value().apply(attempt).equalsIgnoreCase(received)) {
                return Optional.of(known.mistake());
            }
        }
        var otherHash = hash == Hash.SHA256 ? Hash.MD5 : Hash.SHA256;
        if (CheckMacValue.of(fields, signer, otherHash).equalsIgnoreCase(received)) {
            return Optional.of(
                    new SigningMistake(
                            6, otherHash + " instead of " + hash, "Hash with " + hash + "."));
        }
        for (var other : others) {
            if (!other.equals(signer)
                    && CheckMacValue.of(fields, other, hash).equalsIgnoreCase(received)) {
                return Optional.of(
                        new SigningMistake(
                                3,
                                "keys of another account: " + other.id(),
                                "Each merchant and each ECPay service has its own HashKey and HashIV."));
            }
        }
        return Optional.empty();
    }

    private static Known known(
            int step, String name, String advice, Function<Attempt, String> value) {
        return new Known(new SigningMistake(step, name, advice), value);
    }

    private static String spacesAsPercent(String encoded) {
        // Only a space was encoded as +; a + of the text is %2b by now.
        return encoded.replace("+", "%20");
    }

    private static String allEncoded(String encoded) {
        return encoded.replace("!", "%21")
                .replace("*", "%2a")
                .replace("(", "%28")
                .replace(")", "%29");
    }

    private static String upperCaseEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%21", "!")
                .replace("%28", "(")
                .replace("%29", ")");
    }

    private static String htmlEscaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static Map<String, String> withoutEmpty(Map<String, String> fields) {
        var kept = new LinkedHashMap<>(fields);
        kept.values().removeIf(String::isEmpty);
        return kept;
    }

    private static <M extends Map<String, String>> M unsigned(M fields) {
        fields.remove(CheckMacValue.NAME);
        return fields;
    }
}
