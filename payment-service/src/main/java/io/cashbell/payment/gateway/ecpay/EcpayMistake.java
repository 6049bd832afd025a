package io.cashbell.payment.gateway.ecpay;

import io.cashbell.payment.gateway.ecpay.EcpayAuth.Digest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A usual way to get CheckMacValue wrong: each gives another text to be hashed.
 *
 * <p>Source: the {@code wrong_values} of the vectors, which name what public integrations did, and
 * ECPay's page 2902 for the order of the steps.
 *
 * @param name what was done
 * @param advice what to do instead
 */
record EcpayMistake(String name, String advice, Function<Signing, String> text) {

    /** Published by ECPay for everybody's tests: whoever mixes up stage and production has them. */
    private static final List<Keys> PUBLIC_TEST_KEYS =
            List.of(
                    new Keys("pwFHCqoQZGmho4w6", "EkRm7iFT261dpevs"),
                    new Keys("5294y06JbISpM5x9", "v77hoKGq4kWxNNIS"),
                    new Keys("spPjZn66i0OhqJsQ", "hT5OJckN45isQTTs"));

    static final List<EcpayMistake> ALL =
            List.of(
                    encoded(
                            "space encoded as %20 instead of +",
                            "a space becomes +", text -> text.replace("+", "%20")),
                    encoded(
                            "no restoring of ! * ( )",
                            "! * ( ) stay as they are",
                            text ->
                                    text.replace("!", "%21")
                                            .replace("*", "%2a")
                                            .replace("(", "%28")
                                            .replace(")", "%29")),
                    encoded(
                            "tilde left literal",
                            "~ becomes %7e",
                            text -> text.replace("%7e", "~")),
                    encoded(
                            "apostrophe left literal",
                            "' becomes %27",
                            text -> text.replace("%27", "'")),
                    encoded(
                            "encodeURIComponent without repair",
                            "a space becomes +, ~ becomes %7e and ' becomes %27",
                            text ->
                                    text.replace("+", "%20")
                                            .replace("%7e", "~")
                                            .replace("%27", "'")),
                    values(
                            "plus already decoded to a space",
                            "a + in a value is data: decode the form once, sign what that gave",
                            value -> value.replace('+', ' ')),
                    values("values trimmed", "spaces around a value are signed too", String::trim),
                    values(
                            "values encoded before signing",
                            "sign the values as they are; they are encoded once, with all the rest",
                            EcpayAuth::encode),
                    fields(
                            "empty parameters dropped",
                            "a parameter that is sent empty is signed as name=",
                            field -> !field.getValue().isEmpty()),
                    new EcpayMistake(
                            "text lower-cased before encoding",
                            "encode first: É keeps the bytes of its capital",
                            s -> EcpayAuth.encode(s.text().toLowerCase(Locale.ROOT))),
                    new EcpayMistake(
                            "not lower-cased after encoding",
                            "make the encoded text lower case, then hash it",
                            s ->
                                    URLEncoder.encode(s.text(), StandardCharsets.UTF_8)
                                            .replace("%21", "!")
                                            .replace("%28", "(")
                                            .replace("%29", ")")),
                    new EcpayMistake(
                            "not encoded at all",
                            "encode the whole text, make it lower case, then hash it",
                            Signing::text),
                    new EcpayMistake(
                            "case-sensitive name order",
                            "sort the names without regard to case",
                            s -> s.inOrder(new TreeMap<>(s.fields()))),
                    new EcpayMistake(
                            "names not sorted",
                            "sort the names without regard to case",
                            s -> s.inOrder(s.fields())),
                    new EcpayMistake(
                            "HashKey and HashIV exchanged",
                            "HashKey comes first, HashIV last",
                            s -> s.with(s.keys().exchanged()).encoded()),
                    publicKeys(0),
                    publicKeys(1),
                    publicKeys(2));

    record Keys(String hashKey, String hashIv) {

        Keys exchanged() {
            return new Keys(/* hashKey= */ hashIv, /* hashIv= */ hashKey);
        }

        @Override
        public String toString() {
            return "Keys[masked]";
        }
    }

    /** What is signed, and with what. */
    record Signing(Map<String, String> fields, Keys keys) {

        String text() {
            return EcpayAuth.textToSign(fields, keys.hashKey(), keys.hashIv());
        }

        String encoded() {
            return EcpayAuth.encode(text());
        }

        Signing with(Keys other) {
            return new Signing(fields, other);
        }

        String inOrder(Map<String, String> sorted) {
            StringBuilder text = new StringBuilder("HashKey=").append(keys.hashKey());
            sorted.forEach(
                    (name, value) -> {
                        if (!name.equals(EcpayAuth.FIELD)) {
                            text.append('&').append(name).append('=').append(value);
                        }
                    });
            return EcpayAuth.encode(text.append("&HashIV=").append(keys.hashIv()).toString());
        }
    }

    /** Whether this mistake gives {@code presented}, and nothing else than this mistake. */
    boolean gives(String presented, Signing signing, Digest digest) {
        return EcpayAuth.digest(text.apply(signing), digest).equals(presented);
    }

    private static EcpayMistake encoded(String name, String advice, UnaryOperator<String> change) {
        return new EcpayMistake(name, advice, s -> change.apply(s.encoded()));
    }

    private static EcpayMistake values(String name, String advice, UnaryOperator<String> change) {
        return new EcpayMistake(
                name,
                advice,
                s -> {
                    Map<String, String> changed = new LinkedHashMap<>();
                    s.fields().forEach((field, value) -> changed.put(field, change.apply(value)));
                    return new Signing(changed, s.keys()).encoded();
                });
    }

    private static EcpayMistake fields(
            String name, String advice, Predicate<Map.Entry<String, String>> left) {
        return new EcpayMistake(
                name,
                advice,
                s -> {
                    Map<String, String> changed = new LinkedHashMap<>();
                    s.fields().entrySet().stream()
                            .filter(left)
                            .forEach(field -> changed.put(field.getKey(), field.getValue()));
                    return new Signing(changed, s.keys()).encoded();
                });
    }

    private static EcpayMistake publicKeys(int which) {
        return new EcpayMistake(
                "signed with the keys of a public test merchant of ECPay",
                "stage and production have other keys; see ECPAY_MERCHANT_ID and its keys",
                s -> s.with(PUBLIC_TEST_KEYS.get(which)).encoded());
    }
}
