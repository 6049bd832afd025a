package io.cashbell.payment.refund;

import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.confirmed;
import static io.cashbell.payment.PaymentFixtures.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.FakePayments;
import io.cashbell.payment.FakeRefunds;
import io.cashbell.payment.MovableClock;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundState;
import io.cashbell.payment.RefundState.Refunded;
import io.cashbell.payment.RefundState.Requested;
import io.cashbell.payment.RefundStep;
import io.cashbell.payment.Refunds.Asking;
import io.cashbell.payment.SlowCall;
import io.cashbell.payment.gateway.RefundAnswer;
import io.cashbell.payment.gateway.RefundPlan;
import io.cashbell.payment.gateway.ScriptedRefunds;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is begun as it comes in, also where the service is just being stopped. */
@Timeout(60)
class RequestRefundTest {

    private static final RefundId A = new RefundId("a-refund-of-the-order");

    private final FakePayments payments = new FakePayments();
    private final MovableClock clock = new MovableClock();
    private final FakeRefunds refunds = new FakeRefunds(payments, clock);
    private final ScriptedRefunds gateway = new ScriptedRefunds();
    private final RequestRefund requests =
            RefundRuns.requests(refunds, payments, gateway.alone(), clock);

    @BeforeEach
    void paid() {
        payments.put(confirmed());
    }

    @Test
    void aCallUnderWayIsAnsweredBeforeTheServiceIsGone() throws Exception {
        SlowCall call = new SlowCall();
        gateway.plans(new RefundPlan.Act(new RefundStep("refund", "1200")))
                .beforeItAnswers(call::call)
                .answers(new RefundAnswer.Returned(PAID_AT));
        requests.request(ORDER, wish(A.value(), "1200"));

        call.isStoppedBy(requests::close);

        assertThat(state()).isEqualTo(new Refunded(PAID_AT));
    }

    @Test
    void whatComesWhileTheServiceStopsIsKeptForTheReconciliation() throws Exception {
        requests.close();

        assertThat(requests.request(ORDER, wish(A.value(), "1200")))
                .isInstanceOf(Asking.Kept.class);

        assertThat(state()).isInstanceOf(Requested.class);
        assertThat(gateway.asked()).isEmpty();
    }

    private RefundState state() {
        return Objects.requireNonNull(payments.get(ORDER).refunds().get(A)).state();
    }
}
