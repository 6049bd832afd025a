package io.cashbell.payment.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.DisputeReason;
import io.cashbell.payment.LatePayments;
import io.cashbell.payment.Money;
import io.cashbell.payment.Outcome;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentFact.CaptureConfirmed;
import io.cashbell.payment.PaymentFixtures;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.gateway.ApprovingGateway.Approval;
import io.cashbell.payment.gateway.GatewayCallback.Reading;
import io.cashbell.payment.gateway.PlayedServer.Says;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every connector keeps to, however its gateway speaks; a new one passes all of it. The
 * subclass, in the connector's room, says how its gateway says things.
 */
@Timeout(60)
public abstract class GatewayContract {

    /** Short, since these tests wait for it; long enough for a machine with other things to do. */
    protected static final Duration LIMIT = Duration.ofSeconds(1);

    protected final PlayedServer server = new PlayedServer();

    /** What is wrong with a notice whose signature holds. */
    protected enum Wrong {
        AMOUNT,
        MERCHANT,
        ATTEMPT
    }

    /** The connector, its gateway at {@code base}, waiting for {@link #LIMIT}. */
    protected abstract PaymentGateway gateway(URI base);

    /** A payment that the gateway takes, with {@link #attempt()}. */
    protected abstract Payment payment();

    /** An attempt whose buyer was sent to the gateway. */
    protected abstract Attempt attempt();

    /** The gateway's answer to the question how the attempt stands. */
    protected abstract Says standing(String status);

    /** How the gateway spells that the money was taken. */
    protected abstract String paid();

    /** What is configured, and what is made of it. */
    protected abstract List<Object> holdersOfSecrets();

    protected abstract List<String> secrets();

    /** How notices are read. A gateway that sends none skips what is about them. */
    protected abstract List<GatewayCallback> callbacks();

    protected abstract GatewayRequest genuine();

    /** As the genuine one, changed or signed by somebody else. */
    protected abstract List<GatewayRequest> forged();

    /** Signed by the gateway, and not what we agreed on. */
    protected abstract GatewayRequest genuine(Wrong wrong);

    @AfterEach
    void closeServer() {
        server.close();
    }

    private PaymentGateway gateway() {
        return gateway(server.base());
    }

    @Test
    void itKnowsItsNameItsMethodsAndItsAccount() {
        PaymentGateway gateway = gateway();

        assertThat(gateway.methods()).contains(payment().method());
        assertThat(gateway.pageMethods()).isSubsetOf(gateway.methods()).isNotEmpty();
        assertThat(gateway.merchant()).isEqualTo(attempt().merchant());
        assertThat(GatewayName.find(gateway.name().path())).hasValue(gateway.name());
        assertThat(gateway.takes(payment().method(), payment().amount())).isTrue();
    }

    @Test
    void anAttemptHasASessionIfAndOnlyIfTheGatewayGivesSessions() {
        assertThat(attempt().session() != null).isEqualTo(gateway().givesSessions());
    }

    @Test
    void itTakesNoForeignCurrencyNoForeignMethodAndNotNothing() {
        PaymentGateway gateway = gateway();
        Money price = payment().amount();

        Stream.of("TWD", "KRW", "CNY")
                .filter(code -> !code.equals(price.currency().getCurrencyCode()))
                .forEach(
                        code ->
                                gateway.methods()
                                        .forEach(
                                                method ->
                                                        assertThat(
                                                                        gateway.takes(
                                                                                method,
                                                                                Money.of(
                                                                                        "1200",
                                                                                        code)))
                                                                .as(code)
                                                                .isFalse()));
        assertThat(gateway.takes(PaymentMethod.PAY_ON_ARRIVAL, price)).isFalse();
        assertThat(gateway.takes(payment().method(), new Money(0, price.currency()))).isFalse();
        Payment foreign = with(payment(), Money.of("1200", isTaiwan(price) ? "KRW" : "TWD"));
        assertThatThrownBy(() -> gateway.open(foreign, attempt(), Device.PC))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(server.calls()).isEmpty();
    }

    private static boolean isTaiwan(Money price) {
        return price.currency().getCurrencyCode().equals("TWD");
    }

    @Test
    void whatWasPaidIsMoney() {
        server.says(standing(paid()));

        assertThat(gateway().query(payment(), attempt()))
                .isInstanceOfSatisfying(
                        GatewayAnswer.Paid.class,
                        answer -> assertThat(answer.amount()).isEqualTo(payment().amount()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A_STATE_OF_NO_DOCUMENT", "99999999", "paid", "Success", "?"})
    void aStateOfNoDocumentIsUnknown(String status) {
        server.says(standing(status));

        assertThat(gateway().query(payment(), attempt())).isInstanceOf(GatewayAnswer.Unknown.class);
    }

    static Stream<Says> noAnswers() {
        return Stream.of(
                new Says(200, ""),
                new Says(200, "<html><body>Please try again</body></html>"),
                new Says(200, "{\"status\": \"SUCCESS\""),
                new Says(302, ""),
                new Says(400, "{}"),
                new Says(403, "Forbidden"),
                new Says(404, "no such page"),
                new Says(429, ""),
                new Says(500, ""),
                new Says(503, "<html></html>"));
    }

    @ParameterizedTest
    @MethodSource("noAnswers")
    void whatCannotBeReadIsUnknown(Says answer) {
        server.says(answer);

        assertThat(gateway().query(payment(), attempt())).isInstanceOf(GatewayAnswer.Unknown.class);
    }

    @Test
    void silenceIsUnknownAndEndsInTime() {
        server.saysNothing();
        PaymentGateway gateway = gateway();
        long began = System.nanoTime();

        assertThat(gateway.query(payment(), attempt())).isInstanceOf(GatewayAnswer.Unknown.class);
        assertThat(gateway.close(payment(), attempt())).isInstanceOf(GatewayAnswer.Unknown.class);
        if (gateway instanceof ApprovingGateway approving) {
            assertThat(approving.approve(payment(), attempt(), "proof"))
                    .isInstanceOfSatisfying(
                            Approval.Asked.class,
                            asked ->
                                    assertThat(asked.answer())
                                            .isInstanceOf(GatewayAnswer.Unknown.class));
        }
        assertThat(gateway.open(payment(), attempt(), Device.PC))
                .isNotInstanceOf(SessionAnswer.Refused.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LIMIT.multipliedBy(10));
    }

    @Test
    void atADeadAddressNothingIsThrown() {
        URI dead = server.base();
        server.close();
        PaymentGateway gateway = gateway(dead);

        assertThat(gateway.query(payment(), attempt())).isInstanceOf(GatewayAnswer.Unknown.class);
        assertThat(gateway.close(payment(), attempt())).isInstanceOf(GatewayAnswer.Unknown.class);
        if (gateway instanceof ApprovingGateway approving) {
            assertThat(approving.approve(payment(), attempt(), "proof"))
                    .isEqualTo(new Approval.NotSent());
        }
        assertThat(gateway.open(payment(), attempt(), Device.MOBILE_WEB))
                .isNotInstanceOf(SessionAnswer.Refused.class);
    }

    @Test
    void noSecretIsShown() {
        assertThat(secrets()).isNotEmpty();
        holdersOfSecrets()
                .forEach(
                        holder ->
                                secrets()
                                        .forEach(
                                                secret ->
                                                        assertThat(holder.toString())
                                                                .doesNotContain(secret)));
    }

    @Test
    void aGenuineNoticeIsMoneyOfThisPayment() {
        Reading reading = callback().read(genuine());

        assertThat(reading).isInstanceOf(Reading.Verified.class);
        GatewayNotice notice = ((Reading.Verified) reading).notice();
        assertThat(notice.orderId()).isEqualTo(payment().orderId());
        assertThat(notice.simulated()).isFalse();
        assertThat(payment().hear(fact(notice), LatePayments.REFUND))
                .isInstanceOf(Outcome.Changed.class);
    }

    @Test
    void aForgedNoticeIsRefused() {
        GatewayCallback callback = callback();

        assertThat(forged()).isNotEmpty();
        forged().forEach(
                        request ->
                                assertThat(callback.read(request))
                                        .isInstanceOf(Reading.Refused.class));
    }

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void whatDoesNotAgreeWithOurRecordIsADispute(Wrong wrong) {
        Reading reading = callback().read(genuine(wrong));

        assertThat(reading).isInstanceOf(Reading.Verified.class);
        GatewayNotice notice = ((Reading.Verified) reading).notice();
        assertThat(payment().hear(fact(notice), LatePayments.REFUND))
                .isEqualTo(
                        new Outcome.Disputed(
                                switch (wrong) {
                                    case AMOUNT -> DisputeReason.AMOUNT_MISMATCH;
                                    case MERCHANT -> DisputeReason.MERCHANT_MISMATCH;
                                    case ATTEMPT -> DisputeReason.UNKNOWN_ATTEMPT;
                                },
                                false));
    }

    @Test
    void theAnswersToANoticeAreOfOneShape() {
        GatewayCallback callback = callback();
        Acknowledgement yes = callback.acknowledgement();
        Acknowledgement no = callback.refusal(422, "not accepted");

        assertThat(callback.name()).isEqualTo(gateway().name());
        assertThat(yes.status()).isBetween(200, 204);
        assertThat(no.status()).isEqualTo(422);
        assertThat(no.body()).contains("not accepted").isNotEqualTo(yes.body());
        assertThat(no.contentType()).isEqualTo(yes.contentType()).contains("/");
        assertThat(callback.refusal(503, "Error").status()).isEqualTo(503);
    }

    @Test
    void noiseIsRefusedAndNotStumbledOver() {
        GatewayCallback callback = callback();
        GatewayRequest genuine = genuine();

        for (byte[] noise :
                List.of(
                        new byte[0],
                        new byte[] {0, -1, -2, 3},
                        new byte[GatewayCallback.MAX_BYTES + 1],
                        "{\"resource\": null}".getBytes(StandardCharsets.UTF_8),
                        "a=b&a=c&%zz".getBytes(StandardCharsets.UTF_8))) {
            assertThat(
                            callback.read(
                                    new GatewayRequest(
                                            noise, name -> genuine.header(name).orElse(null))))
                    .isInstanceOf(Reading.Refused.class);
            assertThat(callback.read(new GatewayRequest(noise, _ -> null)))
                    .isInstanceOf(Reading.Refused.class);
        }
    }

    private GatewayCallback callback() {
        assumeThat(callbacks()).as("this gateway sends no notices").isNotEmpty();
        return callbacks().getFirst();
    }

    private static CaptureConfirmed fact(GatewayNotice notice) {
        assertThat(notice.answer()).isInstanceOf(GatewayAnswer.Paid.class);
        GatewayAnswer.Paid paid = (GatewayAnswer.Paid) notice.answer();
        return new CaptureConfirmed(notice.claim(), paid.reference(), paid.paidAt());
    }

    private static Payment with(Payment payment, Money amount) {
        return new Payment(
                payment.id(),
                payment.orderId(),
                payment.method(),
                amount,
                payment.items(),
                payment.locale(),
                PaymentFixtures.TOKEN_HASH,
                payment.expiresAt(),
                payment.state(),
                payment.attempts(),
                payment.disputes());
    }
}
