package io.cashbell.payment.reconciliation;

import static io.cashbell.payment.PaymentFixtures.EXPIRES_AT;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.BrokenOnce;
import io.cashbell.payment.FakePayments;
import io.cashbell.payment.FakeRefunds;
import io.cashbell.payment.Leases;
import io.cashbell.payment.LookSchedule;
import io.cashbell.payment.MovableClock;
import io.cashbell.payment.PaymentState.Expired;
import io.cashbell.payment.gateway.QueryPace;
import io.cashbell.payment.gateway.ScriptedGateway;
import io.cashbell.payment.refund.RefundRuns;
import io.cashbell.payment.settlement.Settlements;
import io.cashbell.payment.warning.NoCallbacks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop around the looks. */
@Timeout(60)
class ReconciliationTest {

    private final FakePayments payments = new FakePayments();
    private final ScriptedGateway gateway = new ScriptedGateway();
    private final MovableClock clock = new MovableClock();

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

    private Reconciliation reconciliation(Leases leases) {
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
                        gateway.alone(),
                        Settlements.on(payments),
                        RefundRuns.on(new FakeRefunds(payments, clock), gateway.alone(), clock),
                        config,
                        LookSchedule.USUAL,
                        new QueryPace(
                                new QueryPace.Settings(1000, 1000, 1000, Duration.ofSeconds(30))),
                        NoCallbacks.warnings(gateway.alone(), clock),
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
