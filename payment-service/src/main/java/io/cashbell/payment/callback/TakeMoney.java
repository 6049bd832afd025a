package io.cashbell.payment.callback;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.AttemptNumber;
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

    /** Empty when there was nothing to take: taken before, under way, over, or none of ours. */
    Optional<Settlement> take(
            ApprovingGateway gateway, OrderId orderId, AttemptNumber number, String proof) {
        return switch (payments.claim(
                orderId, number, clock.instant().truncatedTo(ChronoUnit.MILLIS))) {
            case Claiming.Claimed(var payment) ->
                    Optional.of(take(gateway, payment, number, proof));
            case Claiming.Refused _, Claiming.NoPayment _ -> Optional.empty();
        };
    }

    private Settlement take(
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
        return settlements.settle(payment, attempt, answer);
    }
}
