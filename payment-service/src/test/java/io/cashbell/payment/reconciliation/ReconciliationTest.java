package io.cashbell.payment.reconciliation;

import static io.cashbell.payment.PaymentFixtures.EXPIRES_AT;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.confirmed;
import static io.cashbell.payment.PaymentFixtures.fresh;
import static io.cashbell.payment.PaymentFixtures.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.BrokenOnce;
import io.cashbell.payment.FakePayments;
import io.cashbell.payment.FakeRefunds;
import io.cashbell.payment.Leases;
import io.cashbell.payment.LookSchedule;
import io.cashbell.payment.MovableClock;
import io.cashbell.payment.PaymentState.Expired;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundState;
import io.cashbell.payment.RefundStep;
import io.cashbell.payment.SlowCall;
import io.cashbell.payment.gateway.Gateways;
import io.cashbell.payment.gateway.QueryPace;
import io.cashbell.payment.gateway.RefundAnswer;
import io.cashbell.payment.gateway.RefundPlan;
import io.cashbell.payment.gateway.ScriptedGateway;
import io.cashbell.payment.gateway.ScriptedRefunds;
import io.cashbell.payment.refund.RefundRuns;
import io.cashbell.payment.settlement.Settlements;
import io.cashbell.payment.warning.NoCallbacks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop around the looks. */
@Timeout(60)
class ReconciliationTest {

    private final FakePayments payments = new FakePayments();
    private final MovableClock clock = new MovableClock();
    private final FakeRefunds refunds = new FakeRefunds(payments, clock);

    @Test
    void anErrorEndsOneLookAndNotTheLoop() throws Exception {
        payments.put(fresh());
        payments.lookAgain(ORDER, PAID_AT);
        clock.set(EXPIRES_AT.plus(Duration.ofHours(1)));
        BrokenOnce leases = new BrokenOnce();
        Reconciliation reconciliation = reconciliation(leases);

        reconciliation.start();
        try {
            until(() -> payments.get(ORDER).state() instanceof Expired);
        } finally {
            reconciliation.close();
        }

        assertThat(leases.isBroken()).isTrue();
    }

    @Test
    void aCallUnderWayIsAnsweredBeforeTheServiceIsGone() throws Exception {
        RefundId id = new RefundId("a-refund-of-the-order");
        SlowCall call = new SlowCall();
        ScriptedRefunds refunding =
                new ScriptedRefunds()
                        .plans(new RefundPlan.Act(new RefundStep("refund", "1200")))
                        .beforeItAnswers(call::call)
                        .answers(new RefundAnswer.Returned(PAID_AT));
        payments.put(confirmed());
        refunds.request(ORDER, wish(id.value(), "1200"));
        payments.lookAgain(ORDER, PAID_AT);
        Reconciliation reconciliation = reconciliation(new BrokenOnce(), refunding.alone());

        reconciliation.start();
        call.isStoppedBy(reconciliation::close);

        assertThat(Objects.requireNonNull(payments.get(ORDER).refunds().get(id)).state())
                .isEqualTo(new RefundState.Refunded(PAID_AT));
    }

    private Reconciliation reconciliation(Leases leases) {
        return reconciliation(leases, new ScriptedGateway().alone());
    }

    private Reconciliation reconciliation(Leases leases, Gateways gateways) {
        ReconciliationConfig config =
                new ReconciliationConfig(
                        Duration.ofMillis(10),
                        100,
                        8,
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(4));
        return new Reconciliation(
                payments,
                leases,
                new ReconcilePayment(
                        payments,
                        gateways,
                        Settlements.on(payments),
                        RefundRuns.on(refunds, gateways, clock),
                        config,
                        LookSchedule.USUAL,
                        new QueryPace(
                                new QueryPace.Settings(1000, 1000, 1000, Duration.ofSeconds(30))),
                        NoCallbacks.warnings(gateways, clock),
                        new SimpleMeterRegistry(),
                        clock),
                config,
                LookSchedule.USUAL,
                clock);
    }

    private static void until(BooleanSupplier happened) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(giveUp);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
