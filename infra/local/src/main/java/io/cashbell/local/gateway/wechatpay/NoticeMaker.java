package io.cashbell.local.gateway.wechatpay;

import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.wechatpay.Notice.Event;
import io.cashbell.local.gateway.wechatpay.Notice.Message;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The notices that tell of an event: as many copies, and as wrong, as was asked for. */
final class NoticeMaker {
    private final SandboxClock clock;
    private final @Nullable URI platformUrl;

    /**
     * @param platformUrl where refunds are told that name no notify_url; null: nowhere
     */
    NoticeMaker(SandboxClock clock, @Nullable URI platformUrl) {
        this.clock = clock;
        this.platformUrl = platformUrl;
    }

    List<Message> ofPayment(Trade trade, Telling telling, Instant at, boolean firstIsKept) {
        return messages(
                Event.TRANSACTION_SUCCESS,
                trade.outTradeNo(),
                null,
                trade.order().notifyUrl(),
                telling,
                at,
                firstIsKept);
    }

    List<Message> ofRefund(
            Refund refund,
            Refund.Status outcome,
            Telling telling,
            Instant at,
            boolean firstIsKept) {
        var url = refund.order().notifyUrl().orElse(platformUrl);
        return url == null
                ? List.of()
                : messages(
                        Event.of(outcome),
                        refund.outTradeNo(),
                        refund.outRefundNo(),
                        url,
                        telling,
                        at,
                        firstIsKept);
    }

    private List<Message> messages(
            Event event,
            String outTradeNo,
            @Nullable String outRefundNo,
            URI url,
            Telling telling,
            Instant at,
            boolean firstIsKept) {
        if (!telling.forgery().fits(event)) {
            throw new IllegalArgumentException(
                    "the notice of a refund holds nothing of that kind to forge");
        }
        var due = clock.instant().plus(telling.delay());
        var noticeId = UUID.randomUUID().toString();
        var nonce = Sealed.newNonce();
        var messages = new ArrayList<Message>(telling.copies());
        for (int i = 0; i < telling.copies(); i++) {
            messages.add(
                    new Message(
                            UUID.randomUUID().toString(),
                            noticeId,
                            event,
                            outTradeNo,
                            outRefundNo,
                            url,
                            telling.forgery(),
                            telling.amount(),
                            firstIsKept && i == 0,
                            at,
                            due,
                            nonce));
        }
        return messages;
    }
}
