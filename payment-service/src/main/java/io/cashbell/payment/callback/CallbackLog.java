package io.cashbell.payment.callback;

import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.GatewayNotice;
import io.cashbell.payment.gateway.GatewayRefundNotice;
import io.cashbell.payment.gateway.RefusalReason;
import io.cashbell.payment.settlement.Settlement;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Says of every callback what became of it, in one line and one count. The two sentences are fixed,
 * so that they can be searched for: succeeded means that the signature held, every part agreed with
 * our record, and the money is there.
 */
@Singleton
class CallbackLog {

    static final String SUCCEEDED = "Payment verification succeeded";
    static final String FAILED = "Payment verification failed";
    static final String HEARD = "A callback brought news that moved no money";

    private static final Logger log = LoggerFactory.getLogger(CallbackLog.class);
    private static final String METER = "payment.callbacks";
    private static final String LOST = "money-not-recorded";

    private static final Pattern CARD_LONG = Pattern.compile("(?<!\\d)(\\d{10})(\\d{3,9})(?!\\d)");

    private final MeterRegistry meters;

    CallbackLog(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Not verified: nothing in it is believed, so nothing in it is written down. */
    void refused(GatewayName gateway, RefusalReason reason) {
        count(gateway, "refused", reason.label());
        log.atWarn()
                .addKeyValue("gateway", gateway.path())
                .addKeyValue("outcome", "refused")
                .addKeyValue("reason", reason.label())
                .log(FAILED);
    }

    /** Genuine, and nothing that bears on a payment. */
    void ignored(GatewayName gateway, String kind) {
        count(gateway, "ignored", kind);
        log.atInfo()
                .addKeyValue("gateway", gateway.path())
                .addKeyValue("kind", kind)
                .log("A callback asks nothing of us");
    }

    void settled(GatewayName gateway, GatewayNotice notice, Settlement settlement) {
        boolean isPaid = notice.answer() instanceof GatewayAnswer.Paid && !notice.simulated();
        if (isPaid && settlement.isForgotten()) {
            lost(gateway, notice, settlement);
            return;
        }
        count(gateway, settlement.label(), "none");
        Verdict verdict =
                isPaid
                        ? Verdict.ofMoney(settlement)
                        : notice.simulated() ? Verdict.FAILURE : Verdict.ofOtherNews(settlement);
        named(verdict.isBad() ? log.atWarn() : log.atInfo(), gateway, notice)
                .addKeyValue("outcome", settlement.label())
                .log(verdict.sentence());
    }

    /** What came of asking for money that a buyer had agreed to. */
    void taken(GatewayName gateway, OrderId orderId, AttemptNumber attempt, Settlement settlement) {
        count(gateway, settlement.label(), "none");
        Verdict verdict = Verdict.ofMoney(settlement);
        (verdict.isBad() ? log.atWarn() : log.atInfo())
                .addKeyValue("gateway", gateway.path())
                .addKeyValue("orderId", orderId)
                .addKeyValue("attempt", attempt)
                .addKeyValue("outcome", settlement.label())
                .log(verdict.sentence());
    }

    /** Which of the fixed sentences is true. */
    private enum Verdict {
        MONEY(SUCCEEDED),
        FAILURE(FAILED),
        /** Genuine, in agreement with our record, and neither money nor the lack of it. */
        NEWS(HEARD);

        private final String sentence;

        Verdict(String sentence) {
            this.sentence = sentence;
        }

        static Verdict ofMoney(Settlement settlement) {
            return settlement == Settlement.CONFIRMED || settlement == Settlement.REPEATED
                    ? MONEY
                    : FAILURE;
        }

        /** A number that was issued, or something that was known already. */
        static Verdict ofOtherNews(Settlement settlement) {
            return switch (settlement) {
                case INSTRUCTED, PENDING, REPEATED -> NEWS;
                default -> FAILURE;
            };
        }

        boolean isBad() {
            return this == FAILURE;
        }

        String sentence() {
            return sentence;
        }
    }

    /** Somebody has paid, and this line is all that says so: an alarm belongs on its outcome. */
    private void lost(GatewayName gateway, GatewayNotice notice, Settlement settlement) {
        count(gateway, LOST, settlement.label());
        named(log.atError(), gateway, notice)
                .addKeyValue("outcome", LOST)
                .addKeyValue("reason", settlement.label())
                .log(FAILED);
    }

    /** Verified, but nobody knows whether it was written: the gateway will repeat it. */
    void notSettled(GatewayName gateway, GatewayNotice notice, RuntimeException cause) {
        count(gateway, "not-settled", "none");
        named(log.atError(), gateway, notice)
                .addKeyValue("outcome", "not-settled")
                .setCause(cause)
                .log(FAILED);
    }

    /** A word on a refund that we asked for. */
    void settled(GatewayName gateway, GatewayRefundNotice notice, Settlement settlement) {
        count(gateway, settlement.label(), "none");
        named(settlement.isAcknowledged() ? log.atInfo() : log.atWarn(), gateway, notice)
                .addKeyValue("outcome", settlement.label())
                .log(settlement.isAcknowledged() ? HEARD : FAILED);
    }

    /** Verified, but nobody knows whether it was written: the gateway will repeat it. */
    void notSettled(GatewayName gateway, GatewayRefundNotice notice, RuntimeException cause) {
        count(gateway, "not-settled", "none");
        named(log.atError(), gateway, notice)
                .addKeyValue("outcome", "not-settled")
                .setCause(cause)
                .log(FAILED);
    }

    private void count(GatewayName gateway, String outcome, String reason) {
        meters.counter(METER, "gateway", gateway.path(), "outcome", outcome, "reason", reason)
                .increment();
    }

    /**
     * ECPay's numbers are as long as a card's, and one in ten has a card's check digit: a stroke
     * behind the tenth digit keeps a search for cards from stopping at them.
     */
    static String reference(@Nullable GatewayReference reference) {
        return CARD_LONG.matcher(String.valueOf(reference)).replaceAll("$1/$2");
    }

    private static LoggingEventBuilder named(
            LoggingEventBuilder line, GatewayName gateway, GatewayNotice notice) {
        return line.addKeyValue("gateway", gateway.path())
                .addKeyValue("orderId", String.valueOf(notice.orderId()))
                .addKeyValue("attempt", notice.claim().attempt())
                .addKeyValue("gatewayReference", reference(notice.claim().reference()));
    }

    private static LoggingEventBuilder named(
            LoggingEventBuilder line, GatewayName gateway, GatewayRefundNotice notice) {
        return line.addKeyValue("gateway", gateway.path())
                .addKeyValue("orderId", notice.number().orderId())
                .addKeyValue("attempt", notice.attempt())
                .addKeyValue("refundNumber", notice.number());
    }
}
