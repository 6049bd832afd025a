package io.cashbell.payment.gateway;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.Payment;
import java.time.Duration;

/** A gateway where the buyer agrees first and the money moves only when we ask for it: KakaoPay. */
public interface ApprovingGateway extends PaymentGateway {

    /**
     * So long after its claim the call that takes the money may begin, and not later: whoever asks
     * how a claimed attempt stands has to know when no call can be on its way any more.
     */
    Duration BEGUN_WITHIN = Duration.ofSeconds(20);

    /** What became of the wish to take the money. */
    sealed interface Approval {

        /** The gateway was asked, also where its answer was lost. */
        record Asked(GatewayAnswer answer) implements Approval {}

        /**
         * The call certainly never reached the gateway: no money moves, and it may be made again.
         */
        record NotSent() implements Approval {}
    }

    /**
     * Asks the gateway, once, to take the money that the buyer has agreed to. The attempt is
     * claimed: nobody else asks. Anything but a clear answer is {@link GatewayAnswer.Unknown}.
     *
     * @param proof what came back through the buyer's browser; never logged
     */
    Approval approve(Payment payment, Attempt attempt, String proof);
}
