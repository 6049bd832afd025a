package io.cashbell.payment.gateway.wechatpay;

import static io.cashbell.payment.PaymentFixtures.EXPIRES_AT;
import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.STARTED_AT;
import static io.cashbell.payment.PaymentFixtures.TOKEN_HASH;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.payment.Attempt;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.FakeWarnings;
import io.cashbell.payment.GatewaySession;
import io.cashbell.payment.Money;
import io.cashbell.payment.OrderedItem;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentId;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.ShopAddresses;
import io.cashbell.payment.Warnings;
import io.cashbell.payment.gateway.GatewayRequest;
import io.cashbell.payment.gateway.PlayedServer.Says;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A payment of ¥88.00, and WeChat Pay in front of it with the keys of the vectors. */
final class WechatpayFixtures {

    static final ObjectMapper JSON = new ObjectMapper();
    static final JsonNode VECTORS = vectors();
    static final String APP_ID = "wxd678efh567hg6787";
    static final String MCH_ID = VECTORS.at("/merchant/mchid").asText();
    static final String SERIAL = VECTORS.at("/merchant/serial_no").asText();
    static final String PRIVATE_KEY = VECTORS.at("/merchant/private_key_pkcs8_base64").asText();
    static final String MERCHANT_PUBLIC_KEY =
            VECTORS.at("/merchant/public_key_spki_base64").asText();
    static final String PUBLIC_KEY_ID = VECTORS.at("/platform/public_key_id").asText();
    static final String PUBLIC_KEY = VECTORS.at("/platform/public_key_spki_base64").asText();
    static final String PLATFORM_PRIVATE_KEY =
            VECTORS.at("/platform/private_key_pkcs8_base64").asText();
    static final String API_KEY = "0123456789abcdef0123456789ABCDEF";
    static final String MERCHANT = MCH_ID + "/" + APP_ID;
    static final String TRANSACTION = "4200002026010100000000000001";
    static final String CODE_URL = "weixin://wxpay/bizpayurl?pr=NwY5Mz9";
    static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";
    static final Money PRICE = Money.of("88.00", "CNY");
    static final WechatpayRefundConfig REFUNDS =
            new WechatpayRefundConfig(Duration.ofMinutes(1), Duration.ofDays(365), 50);
    static final Instant NOW = STARTED_AT.plusSeconds(60);

    private static final ShopAddresses ADDRESSES =
            new ShopAddresses(
                    URI.create("https://pay.shop.example/"), URI.create("https://shop.example"));

    private WechatpayFixtures() {}

    static WechatpayConfig config(URI base) {
        return config(base, PUBLIC_KEY_ID, PUBLIC_KEY, API_KEY);
    }

    static WechatpayConfig config(URI base, String ids, String keys, String apiKeys) {
        return new WechatpayConfig(
                base,
                APP_ID,
                MCH_ID,
                apiKeys,
                PRIVATE_KEY,
                SERIAL,
                WechatpayKeyMode.PUBLIC_KEY,
                ids,
                keys,
                1,
                5_000_000,
                Duration.ofSeconds(2));
    }

    static WechatpayClient client(WechatpayConfig config, Clock clock) {
        return client(config, clock, new FakeWarnings());
    }

    static WechatpayClient client(WechatpayConfig config, Clock clock, Warnings warnings) {
        WechatpayWire wire = wire(config, clock);
        return new WechatpayClient(wire, trust(config, clock), warnings);
    }

    private static WechatpayWire wire(WechatpayConfig config, Clock clock) {
        return new WechatpayWire(
                config, new WechatpayAuth(config), new SimpleMeterRegistry(), clock);
    }

    static WechatpayTrust trust(WechatpayConfig config, Clock clock) {
        return new WechatpayTrust(
                config, new WechatpayAuth(config), wire(config, clock), new FakeWarnings(), clock);
    }

    static WechatpayGateway gateway(WechatpayConfig config, Clock clock) {
        WechatpayClient client = client(config, clock);
        return new WechatpayGateway(
                config,
                new WechatpayAuth(config),
                client,
                new WechatpayOrders(config, client, clock),
                new WechatpayRefunds(REFUNDS, client, ADDRESSES, clock),
                ADDRESSES,
                clock);
    }

    static WechatpayCallback callback(WechatpayConfig config, Clock clock) {
        return new WechatpayCallback(new WechatpayAuth(config), trust(config, clock), clock);
    }

    static Payment payment() {
        return payment(PaymentMethod.WECHATPAY_NATIVE, PRICE, Map.of(FIRST, unopened()));
    }

    static Payment payment(
            PaymentMethod method, Money amount, Map<AttemptNumber, Attempt> attempts) {
        return new Payment(
                new PaymentId("01jexamplepayment00000000a"),
                ORDER,
                method,
                amount,
                List.of(
                        new OrderedItem("龙井茶", 2, Money.of("68.00", "CNY")),
                        new OrderedItem("茶杯", 1, Money.of("20.00", "CNY"))),
                "zh-CN",
                TOKEN_HASH,
                EXPIRES_AT,
                new AwaitingCustomer(),
                attempts,
                Set.of());
    }

    /** WeChat Pay has not answered for it. */
    static Attempt unopened() {
        return Attempt.open(FIRST, MERCHANT, STARTED_AT);
    }

    /** Its code is good until the order's deadline. */
    static Attempt opened() {
        return unopened().with(new GatewaySession(FIRST.value(), CODE_URL, EXPIRES_AT));
    }

    /** How our order stands at WeChat Pay. */
    static ObjectNode transaction(String state) {
        ObjectNode order = JSON.createObjectNode();
        order.put("appid", APP_ID)
                .put("mchid", MCH_ID)
                .put("out_trade_no", FIRST.value())
                .put("trade_type", "NATIVE")
                .put("trade_state", state)
                .put("trade_state_desc", "…")
                .put("attach", ORDER.value());
        ObjectNode amount = order.putObject("amount");
        amount.put("total", 8800).put("currency", "CNY");
        if (state.equals("SUCCESS") || state.equals("REFUND")) {
            order.put("transaction_id", TRANSACTION)
                    .put("success_time", "2026-01-01T10:03:00+08:00")
                    .putObject("payer")
                    .put("openid", OPENID);
            amount.put("payer_total", 8000);
        }
        return order;
    }

    /**
     * What a refund's notice says.
     *
     * @param fen what goes back of the ¥88.00
     */
    static ObjectNode refundNotice(String outRefundNo, String status, long fen) {
        ObjectNode content = JSON.createObjectNode();
        content.put("mchid", MCH_ID)
                .put("out_trade_no", FIRST.value())
                .put("transaction_id", TRANSACTION)
                .put("out_refund_no", outRefundNo)
                .put("refund_id", "50000000382019052709732678859")
                .put("refund_status", status)
                .put("user_received_account", "招商银行信用卡0403");
        if (status.equals("SUCCESS")) {
            content.put("success_time", "2026-01-01T10:03:00+08:00");
        }
        content.putObject("amount")
                .put("total", 8800)
                .put("refund", fen)
                .put("payer_total", 8800)
                .put("payer_refund", fen);
        return content;
    }

    /** An answer, signed as WeChat Pay does. */
    static Says signed(int status, String body) {
        return new Says(status, stamp(body), body);
    }

    /** The headers that prove a body to be WeChat Pay's, now. */
    static Map<String, String> stamp(String body) {
        return stamp(body, PUBLIC_KEY_ID, PLATFORM_PRIVATE_KEY, NOW);
    }

    static Map<String, String> stamp(String body, String serial, String privateKey, Instant at) {
        String timestamp = Long.toString(at.getEpochSecond());
        String nonce = "c5ac7061fccab6bf3e254dcf98995b8c";
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Wechatpay-Timestamp", timestamp);
        headers.put("Wechatpay-Nonce", nonce);
        headers.put("Wechatpay-Serial", serial);
        headers.put("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048");
        headers.put(
                "Wechatpay-Signature",
                sign(timestamp + "\n" + nonce + "\n" + body + "\n", privateKey));
        return headers;
    }

    static String sign(String text, String privateKey) {
        try {
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(WechatpayKeys.privateKey(privateKey));
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What WeChat Pay posts, the content sealed. */
    static String notice(String eventType, String content) {
        return notice(eventType, content, API_KEY);
    }

    static String notice(String eventType, String content, String apiKey) {
        String kind = eventType.startsWith("REFUND") ? "refund" : "transaction";
        ObjectNode body = JSON.createObjectNode();
        body.put("id", "EV-2018022511223320873")
                .put("create_time", "2026-01-01T10:03:00+08:00")
                .put("resource_type", "encrypt-resource")
                .put("event_type", eventType)
                .put("summary", "支付成功");
        body.putObject("resource")
                .put("original_type", kind)
                .put("algorithm", "AEAD_AES_256_GCM")
                .put("ciphertext", seal(content, "fdasflkja484", kind, apiKey))
                .put("associated_data", kind)
                .put("nonce", "fdasflkja484");
        return body.toString();
    }

    private static String seal(String text, String nonce, String associated, String apiKey) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(apiKey.getBytes(StandardCharsets.US_ASCII), "AES"),
                    new GCMParameterSpec(128, nonce.getBytes(StandardCharsets.US_ASCII)));
            cipher.updateAAD(associated.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder()
                    .encodeToString(cipher.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As it comes in. */
    static GatewayRequest request(String body, Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("Content-Type", "application/json");
        all.putAll(headers);
        return new GatewayRequest(body.getBytes(StandardCharsets.UTF_8), all::get);
    }

    static GatewayRequest request(String body) {
        return request(body, stamp(body));
    }

    private static JsonNode vectors() {
        try (InputStream stream =
                WechatpayFixtures.class.getResourceAsStream("/wechatpay/wechatpay.json")) {
            return JSON.readTree(Objects.requireNonNull(stream));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
