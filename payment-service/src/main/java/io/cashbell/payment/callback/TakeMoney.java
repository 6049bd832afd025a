package io.cashbell.payment.callback;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.CallbackId;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.Payments;
import io.cashbell.payment.Payments.Claiming;
import io.cashbell.payment.gateway.ApprovingGateway;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.settlement.SettleNotice;
import io.cashbell.payment.settlement.Settlement;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the money a buyer has agreed to at the gateway. Claimed by a conditional write first, so
 * that of a double click, a reload and ten instances one asks, once. What the answer leaves unknown
 * is asked for at once, and after that by the reconciliation; it is never taken for a failure.
 */
@Singleton
class TakeMoney {

    private static final Logger log = LoggerFactory.getLogger(TakeMoney.class);

    private final Payments payments;
    private final SettleNotice settlements;
    private final Clock clock;

    TakeMoney(Payments payments, SettleNotice settlements, Clock clock) {
        this.payments = payments;
        this.settlements = settlements;
        this.clock = clock;
    }

    /** What the gateway said when it was asked for the money, and what became of that. */
    record Taken(Payment payment, Attempt attempt, GatewayAnswer answer, Settlement settlement) {}

    /**
     * @param id by which the buyer's return is kept; the claim notes it
     * @return empty when there was nothing to take: taken before, under way, over, or none of ours
     */
    Optional<Taken> take(
            CallbackId id,
            ApprovingGateway gateway,
            OrderId orderId,
            AttemptNumber number,
            String proof) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return switch (ScopedValue.where(CallbackId.CAUSE, id)
                .call(() -> payments.claim(orderId, number, now))) {
            case Claiming.Claimed(var payment) ->
                    Optional.of(take(gateway, payment, number, proof));
            case Claiming.Refused _, Claiming.NoPayment _ -> Optional.empty();
        };
    }

    private Taken take(
            ApprovingGateway gateway, Payment payment, AttemptNumber number, String proof) {
        Attempt attempt = Objects.requireNonNull(payment.attempts().get(number));
        GatewayAnswer answer = gateway.approve(payment, attempt, proof);
        if (answer instanceof GatewayAnswer.Unknown(var code)) {
            log.atWarn()
                    .addKeyValue("orderId", payment.orderId())
                    .addKeyValue("attempt", number)
                    .addKeyValue("gatewayCode", code)
                    .log("The gateway's answer is unknown; it is asked how the payment stands");
            answer = gateway.query(payment, attempt);
        }
        return new Taken(payment, attempt, answer, settlements.settle(payment, attempt, answer));
    }
}
