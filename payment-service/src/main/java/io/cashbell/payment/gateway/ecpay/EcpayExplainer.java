package io.cashbell.payment.gateway.ecpay;

import io.cashbell.payment.SignatureExplanation;
import io.cashbell.payment.SignatureExplanation.Difference;
import io.cashbell.payment.SignatureExplanation.Step;
import io.cashbell.payment.gateway.Exhibit;
import io.cashbell.payment.gateway.ecpay.EcpayAuth.Digest;
import io.cashbell.payment.gateway.ecpay.EcpayMistake.Keys;
import io.cashbell.payment.gateway.ecpay.EcpayMistake.Signing;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says why a CheckMacValue does not hold.
 *
 * <p>The right one is never told, nor in which character the one that came differs from it: either
 * would let whoever may read explanations sign what he likes, one question at a time. What is told
 * is what the sender did, and that he knows.
 */
@Singleton
@Requires(bean = EcpayConfig.class)
class EcpayExplainer {

    private static final Keys MASKED = new Keys("masked", "masked");
    private static final int MAX_TEXT = 1_500;
    private static final int AROUND = 12;

    /**
     * Of ECPay's fields those that are neither a person's nor a card's (pages 2878, 2881, 5901).
     */
    static final Set<String> HARMLESS =
            Set.of(
                    "merchantid",
                    "merchanttradeno",
                    "platformid",
                    "storeid",
                    "rtncode",
                    "rtnmsg",
                    "tradeno",
                    "tradeamt",
                    "paymentdate",
                    "paymenttype",
                    "paymenttypechargefee",
                    "tradedate",
                    "simulatepaid",
                    "customfield1",
                    "customfield2",
                    "customfield3",
                    "customfield4",
                    "expiredate",
                    "bankcode",
                    "process_date",
                    "gwsr",
                    "amount",
                    "stage",
                    "stast",
                    "staed",
                    "eci",
                    "periodtype",
                    "frequency",
                    "exectimes",
                    "payfrom");

    private final Keys keys;

    EcpayExplainer(EcpayConfig config) {
        this.keys = new Keys(config.hashKey(), config.hashIv());
    }

    /** What may be kept of a form. */
    static Exhibit exhibit(Map<String, String> fields) {
        return Exhibit.ofFields(
                fields,
                HARMLESS,
                EcpayAuth.FIELD.toLowerCase(Locale.ROOT),
                // Other letters, another order or another encoding of the same are the same.
                fields.getOrDefault(EcpayAuth.FIELD, ""));
    }

    SignatureExplanation explain(Map<String, String> fields, String presented) {
        Signing signing = new Signing(fields, keys);
        Digest digest = presented.length() == 32 ? Digest.MD5 : Digest.SHA256;
        String upper = presented.toUpperCase(Locale.ROOT);
        Optional<EcpayMistake> mistake =
                Stream.concat(bySignature(digest), EcpayMistake.ALL.stream())
                        .filter(known -> known.gives(upper, signing, digest))
                        .findFirst();
        Map<String, String> shown = masked(fields);
        return new SignatureExplanation(
                steps(shown),
                mistake.map(EcpayMistake::name).orElse(null),
                mistake.map(EcpayMistake::advice).orElse(advice(presented)),
                mistake.map(known -> difference(known, shown)).orElse(null));
    }

    /** The text is right, and what was made of it is not. */
    private static Stream<EcpayMistake> bySignature(Digest digest) {
        return Stream.of(
                digest == Digest.MD5
                        ? new EcpayMistake(
                                "MD5 instead of SHA-256",
                                "payments are signed with SHA-256 (EncryptType=1)",
                                Signing::encoded)
                        : new EcpayMistake(
                                "signature in lower case",
                                "the hexadecimal digits are capitals",
                                Signing::encoded));
    }

    private static String advice(String presented) {
        return presented.matches("[0-9A-Fa-f]{64}")
                ? "no usual mistake gives this signature: it was made with other keys, or something"
                        + " was altered after it was signed"
                : "a CheckMacValue is 64 hexadecimal digits in capitals, and this is something"
                        + " else";
    }

    private static List<Step> steps(Map<String, String> shown) {
        String text = EcpayAuth.textToSign(shown, MASKED.hashKey(), MASKED.hashIv());
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        return List.of(
                step("sorted by name without regard to case, between the two keys", text),
                step("percent-encoded as a whole, a space as +", encoded),
                step("in lower case", encoded.toLowerCase(Locale.ROOT)),
                step("%21, %28 and %29 back to ! ( )", EcpayAuth.encode(text)),
                step("SHA-256 in capitals", "(not shown: it would be a valid signature)"));
    }

    private static Step step(String name, String text) {
        return new Step(name, text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text);
    }

    /** Values of a person's are told by their length alone. */
    private static Map<String, String> masked(Map<String, String> fields) {
        Map<String, String> shown = new LinkedHashMap<>();
        fields.forEach(
                (name, value) ->
                        shown.put(
                                name,
                                HARMLESS.contains(name.toLowerCase(Locale.ROOT))
                                        ? value
                                        : "x".repeat(Math.min(value.length(), 20))));
        return shown;
    }

    private static @Nullable Difference difference(
            EcpayMistake mistake, Map<String, String> shown) {
        Signing signing = new Signing(shown, MASKED);
        String right = signing.encoded();
        String sent = mistake.text().apply(signing);
        int offset = 0;
        while (offset < right.length()
                && offset < sent.length()
                && right.charAt(offset) == sent.charAt(offset)) {
            offset++;
        }
        return offset == right.length() && offset == sent.length()
                ? null
                : new Difference(offset, around(sent, offset), around(right, offset));
    }

    private static String around(String text, int offset) {
        return text.substring(
                Math.max(0, offset - AROUND), Math.min(text.length(), offset + AROUND));
    }
}
