package io.cashbell.payment.warning;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.claim;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.CallbackId;
import io.cashbell.payment.FakeCallbacks;
import io.cashbell.payment.FakeWarnings;
import io.cashbell.payment.KeptCallback;
import io.cashbell.payment.MovableClock;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.gateway.Acknowledgement;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayCallback;
import io.cashbell.payment.gateway.GatewayCallback.Reading;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.GatewayNotice;
import io.cashbell.payment.gateway.GatewayRequest;
import io.cashbell.payment.gateway.RefusalReason;
import io.cashbell.payment.gateway.ScriptedGateway;
import io.cashbell.web.settings.ShopEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class CallbackWarningsTest {

    private final FakeWarnings warnings = new FakeWarnings();
    private final FakeCallbacks callbacks = new FakeCallbacks();
    private final MovableClock clock = new MovableClock();
    private final Random random = new Random(7);

    @Test
    void aPaymentThatIsFoundPaidWhileNoCallbackComesIsWarnedOf() {
        kept("wechatpay", "confirmed", Duration.ofHours(1));
        kept("ecpay", "confirmed", Duration.ofHours(25));

        foundPaid(GatewayName.ECPAY);

        assertThat(warnings.noticed()).containsExactly("callbacks-missing ecpay");
    }

    @Test
    void oneCallbackOfTheLastDayIsEnough() {
        kept("ecpay", "repeated", Duration.ofHours(23));

        foundPaid(GatewayName.ECPAY);

        assertThat(warnings.noticed()).isEmpty();
    }

    @Test
    void oneThatContradictsUsHasReachedUsAllTheSame() {
        kept("ecpay", "disputed", Duration.ofHours(2));

        foundPaid(GatewayName.ECPAY);

        assertThat(warnings.noticed()).isEmpty();
    }

    @Test
    void whatAnybodyMayHaveSentIsNoSignOfTheGateway() {
        kept("ecpay", "bad-signature", Duration.ofHours(2));

        foundPaid(GatewayName.ECPAY);

        assertThat(warnings.noticed()).containsExactly("callbacks-missing ecpay");
    }

    @Test
    void aCallbackIsFoundBehindManyOthers() {
        kept("ecpay", "confirmed", Duration.ofHours(20));
        for (int i = 0; i < 250; i++) {
            kept("wechatpay", "confirmed", Duration.ofMinutes(i));
        }

        foundPaid(GatewayName.ECPAY);

        assertThat(warnings.noticed()).isEmpty();
    }

    @Test
    void aGatewayThatCallsNobodyBackIsNotMissed() {
        foundPaid(GatewayName.KAKAOPAY);

        assertThat(warnings.noticed()).isEmpty();
    }

    @Test
    void whatWasPaidByBarcodeIsReportedLateAnyway() {
        foundPaid(GatewayName.ECPAY, PaymentMethod.ECPAY_BARCODE);

        assertThat(warnings.noticed()).isEmpty();
    }

    @Test
    void aSimulatedNoticeIsWarnedOfInProductionAlone() {
        var simulated =
                new Reading.Verified(
                        new GatewayNotice(
                                ORDER, claim(FIRST, null), true, new GatewayAnswer.Pending("1")));

        heard(ShopEnvironment.STAGING, simulated);
        assertThat(warnings.noticed()).isEmpty();
        heard(ShopEnvironment.PRODUCTION, simulated);

        assertThat(warnings.noticed()).containsExactly("simulated-notice ecpay");
    }

    @Test
    void aKeyThatWeDoNotHaveIsWarnedOfAndAForgeryIsNot() {
        heard(ShopEnvironment.LOCAL, new Reading.Refused(RefusalReason.BAD_SIGNATURE));
        heard(ShopEnvironment.LOCAL, new Reading.Ignored("another-event"));
        assertThat(warnings.noticed()).isEmpty();

        heard(ShopEnvironment.LOCAL, new Reading.Refused(RefusalReason.UNKNOWN_KEY));

        assertThat(warnings.noticed()).containsExactly("key-unknown ecpay");
    }

    private void foundPaid(GatewayName gateway) {
        foundPaid(gateway, PaymentMethod.ECPAY_CREDIT);
    }

    private void foundPaid(GatewayName gateway, PaymentMethod method) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            on(ShopEnvironment.PRODUCTION, threads).foundPaid(gateway, method);
        }
    }

    private void heard(ShopEnvironment environment, Reading reading) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            on(environment, threads).heard(GatewayName.ECPAY, reading);
        }
    }

    private CallbackWarnings on(ShopEnvironment environment, ExecutorService threads) {
        return new CallbackWarnings(
                warnings,
                callbacks,
                new ScriptedGateway().calling(new EcpaysCallbacks()),
                environment,
                threads,
                clock);
    }

    private void kept(String gateway, String outcome, Duration ago) {
        Instant at = clock.instant().minus(ago);
        callbacks.keepCause(
                new KeptCallback(
                        CallbackId.next(at, random),
                        gateway,
                        null,
                        outcome,
                        true,
                        "nothing",
                        List.of(),
                        new LinkedHashMap<>(),
                        false,
                        null,
                        null,
                        0),
                at.plus(Duration.ofDays(90)));
    }

    /** Only that there is one matters. */
    private static final class EcpaysCallbacks implements GatewayCallback {
        @Override
        public GatewayName name() {
            return GatewayName.ECPAY;
        }

        @Override
        public Reading read(GatewayRequest request) {
            return new Reading.Ignored("nothing");
        }

        @Override
        public Acknowledgement acknowledgement() {
            return new Acknowledgement(200, "text/plain", "1|OK");
        }

        @Override
        public Acknowledgement refusal(int status, String reason) {
            return new Acknowledgement(status, "text/plain", "0|" + reason);
        }
    }
}
