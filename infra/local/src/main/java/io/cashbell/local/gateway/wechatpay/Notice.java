package io.cashbell.local.gateway.wechatpay;

import io.cashbell.local.gateway.CallbackSender.Answer;
import io.cashbell.local.gateway.DeliveryQueue;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One message to a shop's notify_url and every attempt to deliver it (section 6). */
final class Notice implements DeliveryQueue.Delivery {

    /** What it tells. */
    enum Event {
        TRANSACTION_SUCCESS("支付成功"),
        REFUND_SUCCESS("退款成功"),
        REFUND_ABNORMAL("退款异常"),
        REFUND_CLOSED("退款关闭");

        private final String summary;

        Event(String summary) {
            this.summary = summary;
        }

        static Event of(Refund.Status status) {
            return switch (status) {
                case SUCCESS -> REFUND_SUCCESS;
                case ABNORMAL -> REFUND_ABNORMAL;
                case CLOSED -> REFUND_CLOSED;
                case PROCESSING ->
                        throw new IllegalArgumentException("nobody is told of a refund's begin");
            };
        }

        /** What a refund had become. */
        Refund.Status refundStatus() {
            return switch (this) {
                case REFUND_SUCCESS -> Refund.Status.SUCCESS;
                case REFUND_ABNORMAL -> Refund.Status.ABNORMAL;
                case REFUND_CLOSED -> Refund.Status.CLOSED;
                case TRANSACTION_SUCCESS -> throw new IllegalArgumentException("of no refund");
            };
        }

        /** {@code TRANSACTION.SUCCESS}. */
        String type() {
            return name().replace('_', '.');
        }

        boolean isOfRefund() {
            return this != TRANSACTION_SUCCESS;
        }

        String summary() {
            return summary;
        }

        /** original_type, and the associated data. */
        String original() {
            return isOfRefund() ? "refund" : "transaction";
        }
    }

    /**
     * @param noticeId what the shop sees; copies have the same
     * @param outRefundNo null for a payment
     * @param amount another than the true one, in fen; null: the true one
     * @param kept false for forgeries and second copies: sent once, whatever the answer
     * @param nonce of the resource, so that every repeat has the same body
     */
    record Message(
            String id,
            String noticeId,
            Event event,
            String outTradeNo,
            @Nullable String outRefundNo,
            URI url,
            Forgery forgery,
            @Nullable Integer amount,
            boolean kept,
            Instant at,
            Instant due,
            String nonce) {
        Message {
            if (kept && forgery != Forgery.NONE) {
                throw new IllegalArgumentException("nobody repeats a forgery");
            }
        }
    }

    /**
     * @param serial of the key that it named
     * @param next when it is tried again; null when it is not
     */
    record Attempt(
            Instant at,
            String serial,
            Answer answer,
            boolean acknowledged,
            @Nullable Instant next) {}

    private final Message message;
    private final List<Attempt> attempts = new ArrayList<>();

    Notice(Message message) {
        this.message = message;
    }

    Message message() {
        return message;
    }

    @Override
    public String id() {
        return message.id();
    }

    @Override
    public List<Instant> tried() {
        return attempts().stream().map(Attempt::at).toList();
    }

    synchronized void add(Attempt attempt) {
        attempts.add(attempt);
    }

    synchronized List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    @Override
    public synchronized @Nullable Instant due() {
        return attempts.isEmpty() ? message.due() : attempts.getLast().next();
    }

    synchronized boolean acknowledged() {
        return !attempts.isEmpty() && attempts.getLast().acknowledged();
    }
}
