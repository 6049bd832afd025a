package io.cashbell.payment.gateway.wechatpay;

import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.JSON;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.OrderId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** WeChat Pay with the keys of the vectors, and whoever would be taken for it. */
public final class WechatpayForger {

    /** As an attempt keeps it. */
    public static final String MERCHANT = WechatpayFixtures.MERCHANT;

    /** What was altered. */
    public enum Alteration {
        BODY,
        RESERIALISED,
        SIGNATURE,
        SIGNATURE_OF_ANOTHER_TEXT,
        SERIAL,
        TIMESTAMP,
        NONCE,
        CIPHERTEXT,
        /** As if WeChat Pay's own key had signed what nobody with the APIv3 key has sealed. */
        CIPHERTEXT_SIGNED,
        ASSOCIATED_DATA_SIGNED,
        SEALING_NONCE_SIGNED,
        SEALED_WITH_ANOTHER_KEY,
        SIGNED_BY_A_STRANGER,
        /** Genuine, and seen an hour ago. */
        REPLAYED,
        /** Signed well, for a moment that has yet to come. */
        AHEAD_OF_TIME,
        HEADER_LEFT_OUT,
        /** WeChat Pay's own test whether a wrong signature is noticed. */
        PROBE
    }

    /** A notice on its way. */
    public record Posted(Map<String, String> headers, String body) {

        Posted with(String header, String value) {
            Map<String, String> changed = new LinkedHashMap<>(headers);
            changed.put(header, value);
            return new Posted(changed, body);
        }

        Posted with(String altered) {
            return new Posted(headers, altered);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private static final String PAID = "TRANSACTION.SUCCESS";
    private static final List<String> STAMP =
            List.of(
                    WechatpayTrust.TIMESTAMP,
                    WechatpayTrust.NONCE,
                    WechatpayTrust.SERIAL,
                    WechatpayTrust.SIGNATURE);

    private final String content;
    private final Random random;
    private final Posted genuine;

    /**
     * @param fen what was paid
     * @param now when it is told
     */
    public WechatpayForger(
            OrderId order, AttemptNumber attempt, long fen, Instant now, Random random) {
        ObjectNode told = WechatpayFixtures.transaction("SUCCESS");
        told.put("attach", order.value()).put("out_trade_no", attempt.value());
        ((ObjectNode) told.get("amount")).put("total", fen);
        this.content = told.toString();
        this.random = random;
        this.genuine = signed(WechatpayFixtures.notice(PAID, content), now);
    }

    /** What a shop is told, to believe these keys. */
    public static Map<String, String> variables(URI base) {
        return Map.of(
                "WECHATPAY_BASE_URL", base.toString(),
                "WECHATPAY_APP_ID", WechatpayFixtures.APP_ID,
                "WECHATPAY_MCH_ID", WechatpayFixtures.MCH_ID,
                "WECHATPAY_API_V3_KEY", WechatpayFixtures.API_KEY,
                "WECHATPAY_PRIVATE_KEY", WechatpayFixtures.PRIVATE_KEY,
                "WECHATPAY_SERIAL", WechatpayFixtures.SERIAL,
                "WECHATPAY_PUBLIC_KEY_ID", WechatpayFixtures.PUBLIC_KEY_ID,
                "WECHATPAY_PUBLIC_KEY", WechatpayFixtures.PUBLIC_KEY);
    }

    /** The truth. */
    public Posted genuine() {
        return genuine;
    }

    /** The truth, and one thing that is not. */
    public Posted altered(Alteration alteration) {
        Instant now =
                Instant.ofEpochSecond(Long.parseLong(genuine.header(WechatpayTrust.TIMESTAMP)));
        return switch (alteration) {
            case BODY ->
                    genuine.with(
                            genuine.body().replace("EV-2018", "EV-" + random.nextInt(10, 2000)));
            case RESERIALISED -> genuine.with(read(genuine.body()).toPrettyString());
            case SIGNATURE ->
                    genuine.with(
                            WechatpayTrust.SIGNATURE,
                            flipped(genuine.header(WechatpayTrust.SIGNATURE)));
            case SIGNATURE_OF_ANOTHER_TEXT ->
                    genuine.with(
                            WechatpayTrust.SIGNATURE,
                            signed("{\"id\": \"" + random.nextInt() + "\"}", now)
                                    .header(WechatpayTrust.SIGNATURE));
            case SERIAL -> genuine.with(WechatpayTrust.SERIAL, "PUB_KEY_ID_" + random.nextLong());
            case TIMESTAMP ->
                    genuine.with(
                            WechatpayTrust.TIMESTAMP,
                            String.valueOf(now.getEpochSecond() - random.nextInt(1, 200)));
            case NONCE -> genuine.with(WechatpayTrust.NONCE, Long.toHexString(random.nextLong()));
            case CIPHERTEXT -> genuine.with(resource("ciphertext"));
            case CIPHERTEXT_SIGNED -> signed(resource("ciphertext"), now);
            case ASSOCIATED_DATA_SIGNED -> signed(resource("associated_data"), now);
            case SEALING_NONCE_SIGNED -> signed(resource("nonce"), now);
            case SEALED_WITH_ANOTHER_KEY ->
                    signed(
                            WechatpayFixtures.notice(
                                    PAID, content, "%032x".formatted(random.nextLong() >>> 1)),
                            now);
            case SIGNED_BY_A_STRANGER ->
                    new Posted(
                            json(
                                    WechatpayFixtures.stamp(
                                            genuine.body(),
                                            WechatpayFixtures.PUBLIC_KEY_ID,
                                            WechatpayFixtures.PRIVATE_KEY,
                                            now)),
                            genuine.body());
            case REPLAYED -> signed(genuine.body(), now.minusSeconds(random.nextInt(3_600, 7_200)));
            case AHEAD_OF_TIME ->
                    signed(genuine.body(), now.plusSeconds(random.nextInt(600, 7_200)));
            case HEADER_LEFT_OUT -> {
                Map<String, String> fewer = new LinkedHashMap<>(genuine.headers());
                fewer.remove(STAMP.get(random.nextInt(STAMP.size())));
                yield new Posted(fewer, genuine.body());
            }
            case PROBE ->
                    genuine.with(
                            WechatpayTrust.SIGNATURE,
                            "WECHATPAY/SIGNTEST/" + genuine.header(WechatpayTrust.SIGNATURE));
        };
    }

    private static Posted signed(String body, Instant at) {
        return new Posted(
                json(
                        WechatpayFixtures.stamp(
                                body,
                                WechatpayFixtures.PUBLIC_KEY_ID,
                                WechatpayFixtures.PLATFORM_PRIVATE_KEY,
                                at)),
                body);
    }

    private static Map<String, String> json(Map<String, String> stamp) {
        Map<String, String> headers = new LinkedHashMap<>(stamp);
        headers.put("Content-Type", "application/json");
        return headers;
    }

    /** The body with one member of its sealed resource altered. */
    private String resource(String member) {
        ObjectNode body = read(genuine.body());
        ObjectNode resource = (ObjectNode) body.get("resource");
        String text = resource.get(member).asText();
        resource.put(
                member,
                member.equals("ciphertext")
                        ? flipped(text)
                        : text.substring(1) + random.nextInt(10));
        return body.toString();
    }

    /** Base64 with one bit of what it encodes turned over. */
    private String flipped(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static ObjectNode read(String body) {
        try {
            return (ObjectNode) JSON.readTree(body);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
