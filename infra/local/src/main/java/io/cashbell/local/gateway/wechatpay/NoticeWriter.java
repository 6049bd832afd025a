package io.cashbell.local.gateway.wechatpay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.wechatpay.Notice.Message;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Encrypts and signs a notice, well or, when asked to, wrongly (section 6). */
final class NoticeWriter {
    private static final Duration STALE = Duration.ofHours(1);
    private static final String NOBODYS_SERIAL = "0123456789ABCDEF0123456789ABCDEF01234567";

    private final Ledger ledger;
    private final KeyRing keys;
    private final SandboxClock clock;
    private final AtomicLong written = new AtomicLong();

    /** Ready to be posted. */
    record Written(String body, Stamp stamp) {}

    /** Somebody who is not WeChat. */
    private static final class Stranger {
        private static final KeyPair KEYS = Rsa.newKeyPair();
    }

    NoticeWriter(Ledger ledger, KeyRing keys, SandboxClock clock) {
        this.ledger = ledger;
        this.keys = keys;
        this.clock = clock;
    }

    Written write(Message message) {
        var body = body(message).toString();
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var key = key();
        var now = clock.realInstant();
        var stamp = Stamp.of(bytes, key, now);
        return switch (message.forgery()) {
            case KEY -> {
                var text = SignedText.ofAnswer(stamp.timestamp(), stamp.nonce(), bytes);
                yield new Written(body, stamp.signed(Rsa.sign(text, Stranger.KEYS.getPrivate())));
            }
            case STALE -> new Written(body, Stamp.of(bytes, key, now.minus(STALE)));
            case SERIAL -> new Written(body, stamp.by(NOBODYS_SERIAL));
            case LINES -> {
                var text = SignedText.ofAnswer(stamp.nonce(), stamp.timestamp(), bytes);
                yield new Written(body, stamp.signed(Rsa.sign(text, key.keys().getPrivate())));
            }
            case BODY -> new Written(body.replace("encrypt-resource", "encrypt_resource"), stamp);
            case SIGNTEST ->
                    new Written(body, stamp.signed("WECHATPAY/SIGNTEST/" + stamp.signature()));
            case NONE, TAG, AAD, ORDER, APPID, MCHID, AMOUNT, CURRENCY -> new Written(body, stamp);
        };
    }

    /** In a merchant between two modes, now the one and now the other. */
    private PlatformKey key() {
        var now = keys.keys();
        return now.mode() == KeySet.Mode.BOTH && written.getAndIncrement() % 2 == 1
                ? now.certificates().getFirst()
                : now.signing();
    }

    private ObjectNode body(Message message) {
        var event = message.event();
        var sealed =
                Sealed.of(
                        content(message).toString(),
                        message.nonce(),
                        event.original(),
                        keys.keys().merchant().apiV3Key());
        if (message.forgery() == Forgery.TAG) {
            sealed = sealed.withFlippedTag();
        }
        var body = Views.object();
        body.put("id", message.noticeId());
        body.put("create_time", Beijing.rfc3339(message.at()));
        body.put("resource_type", "encrypt-resource");
        body.put("event_type", event.type());
        body.put("summary", event.summary());
        body.set(
                "resource",
                Views.object()
                        .put("original_type", event.original())
                        .put("algorithm", Sealed.ALGORITHM)
                        .put("ciphertext", sealed.ciphertext())
                        .put(
                                "associated_data",
                                message.forgery() == Forgery.AAD ? "" : sealed.associatedData())
                        .put("nonce", sealed.nonce()));
        return body;
    }

    private ObjectNode content(Message message) {
        var trade = ledger.find(message.outTradeNo()).orElseThrow();
        var content =
                message.event().isOfRefund()
                        ? Views.refundNotice(refund(trade, message), trade)
                        : Views.order(paid(trade, message), Trade.State.SUCCESS);
        var field = message.event().isOfRefund() ? "refund" : "total";
        var amount = (ObjectNode) content.get("amount");
        int fen = amount.get(field).intValue();
        switch (message.forgery()) {
            case ORDER -> content.put("out_trade_no", another(trade.outTradeNo()));
            case APPID -> content.put("appid", another(content.get("appid").asText()));
            case MCHID -> content.put("mchid", another(content.get("mchid").asText()));
            case CURRENCY -> amount.put("currency", "USD").put("payer_currency", "USD");
            case AMOUNT -> {
                var wished = message.amount();
                fen = wished == null ? (fen == 1 ? 2 : 1) : wished;
                amount.put(field, fen).put("payer_" + field, fen);
            }
            default -> {}
        }
        return content;
    }

    /** Of a payment that never was, a forgery tells all the same. */
    private static Trade paid(Trade trade, Message message) {
        return trade.payment() != null
                ? trade
                : trade.paid(
                        new Trade.Payment(
                                Numbers.transaction(message.at()),
                                Buyer.openid(trade.order()),
                                trade.total(),
                                message.at()));
    }

    /** As it was when this was to be told, whatever came later. */
    private static Refund refund(Trade trade, Message message) {
        return trade.refunds().stream()
                .filter(
                        refund ->
                                refund.outRefundNo()
                                        .equals(Objects.requireNonNull(message.outRefundNo())))
                .findFirst()
                .orElseThrow()
                .settled(message.event().refundStatus(), message.at());
    }

    private static String another(String text) {
        var begin = text.substring(0, text.length() - 1);
        return begin + (text.endsWith("0") ? "1" : "0");
    }
}
