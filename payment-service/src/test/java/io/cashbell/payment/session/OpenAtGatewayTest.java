package io.cashbell.payment.session;

import static io.cashbell.payment.PaymentFixtures.EXPIRES_AT;
import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.MERCHANT;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.PRICE;
import static io.cashbell.payment.PaymentFixtures.REFERENCE;
import static io.cashbell.payment.PaymentFixtures.SECOND;
import static io.cashbell.payment.PaymentFixtures.attempt;
import static io.cashbell.payment.PaymentFixtures.fresh;
import static io.cashbell.payment.PaymentFixtures.withAttempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.FakePayments;
import io.cashbell.payment.GatewaySession;
import io.cashbell.payment.Money;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.gateway.Device;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.GatewayPage;
import io.cashbell.payment.gateway.PaymentGateway;
import io.cashbell.payment.gateway.SessionAnswer;
import io.cashbell.payment.session.Arrival.ByBrowser;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two visits at once, at a gateway whose code is shown again and again while it lives. */
class OpenAtGatewayTest {

    private final FakePayments payments = new FakePayments();
    private final Codes gateway = new Codes();
    private final OpenAtGateway opening = new OpenAtGateway(payments);

    /** Shows a code of each attempt, and has something happen before it answers. */
    private static final class Codes implements PaymentGateway {
        final List<AttemptNumber> closed = new ArrayList<>();
        Runnable meanwhile = () -> {};
        boolean resumes = true;
        GatewayAnswer standing = new GatewayAnswer.Unused("CLOSED");

        @Override
        public GatewayName name() {
            return GatewayName.WECHATPAY;
        }

        @Override
        public Set<PaymentMethod> methods() {
            return Set.of(fresh().method());
        }

        @Override
        public String merchant() {
            return MERCHANT;
        }

        @Override
        public boolean takes(PaymentMethod method, Money amount) {
            return true;
        }

        @Override
        public boolean givesSessions() {
            return true;
        }

        @Override
        public boolean resumes() {
            return resumes;
        }

        @Override
        public SessionAnswer open(Payment payment, Attempt attempt, Device device) {
            Runnable elsewhere = meanwhile;
            meanwhile = () -> {};
            elsewhere.run();
            return new SessionAnswer.Opened(
                    new GatewayPage.QrCode(code(attempt.number())), session(attempt.number()));
        }

        @Override
        public Optional<GatewayPage> resume(Attempt attempt) {
            return Optional.ofNullable(attempt.session())
                    .map(session -> Objects.requireNonNull(session.link()))
                    .map(GatewayPage.QrCode::new);
        }

        @Override
        public GatewayAnswer query(Payment payment, Attempt attempt) {
            throw new IllegalStateException("nobody asks");
        }

        @Override
        public GatewayAnswer close(Payment payment, Attempt attempt) {
            assertThat(attempt.session()).isNotNull();
            closed.add(attempt.number());
            return standing;
        }
    }

    @Test
    void whoIsAloneIsShownTheirOwn() {
        assertThat(page(visit(FIRST))).isEqualTo(code(FIRST));
        assertThat(page(visit(SECOND))).isEqualTo(code(SECOND));
        assertThat(gateway.closed).isEmpty();
    }

    @Test
    void whoIsOvertakenClosesTheirOwnAndIsShownTheLaterOne() {
        List<String> shown = new ArrayList<>();
        gateway.meanwhile = () -> shown.add(page(visit(SECOND)));

        shown.add(page(visit(FIRST)));

        assertThat(shown).containsExactly(code(SECOND), code(SECOND));
        assertThat(gateway.closed).containsExactly(FIRST);
        Attempt closed = attemptOf(FIRST);
        assertThat(Objects.requireNonNull(closed.session()).expiresAt())
                .as("nobody goes on with it, were it the newest by the clock")
                .isEqualTo(closed.startedAt());
        assertThat(attemptOf(SECOND).session()).isEqualTo(session(SECOND));
    }

    /** It has begun, and nobody knows whether it comes to a code. */
    @Test
    void whereTheLaterOneHasNoCodeYetNoneIsShown() {
        gateway.meanwhile = () -> added(SECOND);

        assertThat(visit(FIRST)).isEqualTo(new SessionAnswer.Unreachable());
        assertThat(gateway.closed).containsExactly(FIRST);
    }

    @Test
    void whatIsPaidAllTheSameIsNotForgotten() {
        gateway.meanwhile = () -> visit(SECOND);
        GatewayAnswer.Paid paid = new GatewayAnswer.Paid(REFERENCE, PRICE, PAID_AT);
        gateway.standing = paid;

        assertThat(visit(FIRST))
                .isInstanceOfSatisfying(
                        SessionAnswer.PaidBefore.class,
                        before -> {
                            assertThat(before.attempt().number()).isEqualTo(FIRST);
                            assertThat(before.paid()).isEqualTo(paid);
                        });
    }

    @Test
    void pagesThatHarmNobodyBesideEachOtherAreAllShown() {
        gateway.resumes = false;
        List<String> shown = new ArrayList<>();
        gateway.meanwhile = () -> shown.add(page(visit(SECOND)));

        shown.add(page(visit(FIRST)));

        assertThat(shown).containsExactly(code(SECOND), code(FIRST));
        assertThat(gateway.closed).isEmpty();
    }

    private Attempt attemptOf(AttemptNumber number) {
        return Objects.requireNonNull(payments.get(ORDER).attempts().get(number));
    }

    private SessionAnswer visit(AttemptNumber number) {
        return opening.open(gateway, added(number), attempt(number), new ByBrowser(Device.PC));
    }

    private Payment added(AttemptNumber number) {
        Payment payment =
                withAttempt(payments.find(ORDER).orElseGet(() -> fresh()), attempt(number));
        payments.put(payment);
        return payment;
    }

    private static String page(SessionAnswer answer) {
        return ((GatewayPage.QrCode) ((SessionAnswer.Opened) answer).page()).text();
    }

    private static String code(AttemptNumber number) {
        return "weixin://" + number;
    }

    private static GatewaySession session(AttemptNumber number) {
        return new GatewaySession(number.value(), code(number), EXPIRES_AT);
    }
}
