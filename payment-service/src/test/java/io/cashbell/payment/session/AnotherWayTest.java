package io.cashbell.payment.session;

import static io.cashbell.payment.PaymentFixtures.EXPIRES_AT;
import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.REFERENCE;
import static io.cashbell.payment.PaymentFixtures.TOKEN;
import static io.cashbell.payment.PaymentFixtures.attempt;
import static io.cashbell.payment.PaymentFixtures.fresh;
import static io.cashbell.payment.PaymentFixtures.opened;
import static io.cashbell.payment.PaymentFixtures.withAttempt;
import static io.cashbell.payment.PaymentFixtures.withState;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.FakePayments;
import io.cashbell.payment.FakeSwitchedOffMethods;
import io.cashbell.payment.MovableClock;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.PaymentState.AwaitingTransfer;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Failed;
import io.cashbell.payment.ServiceTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The buyer ordered by card and pays another way. */
class AnotherWayTest extends ServiceTest {

    private static final String LINK = "/checkout/" + ORDER + "?token=" + TOKEN;

    /** What one test made known is forgotten in the next. */
    private static final AtomicInteger TESTS = new AtomicInteger();

    private static final String BY_ATM = LINK + "&method=ecpay-atm";

    @Inject FakePayments payments;
    @Inject FakeSwitchedOffMethods switchedOff;
    @Inject MovableClock clock;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = new HashMap<>(super.getProperties());
        properties.put("ECPAY_METHODS", "ecpay-credit,ecpay-atm,ecpay-cvs");
        properties.put("ECPAY_CVS_LIMITS", "33-1000");
        return properties;
    }

    @BeforeEach
    void start() {
        payments.reset();
        switchedOff.reset();
        clock.set(EXPIRES_AT.minusSeconds(1800 - 30L * TESTS.incrementAndGet()));
    }

    @Test
    void afterAFailedCardTheSameOrderIsPaidByAnAccount() throws Exception {
        payments.put(withState(opened(), new Failed(Set.of(FIRST))));

        HttpResponse<String> page = get(BY_ATM);

        assertThat(page.body())
                .contains("name=\"ChoosePayment\" value=\"ATM\"")
                .contains("name=\"TotalAmount\" value=\"1200\"")
                .as("half an hour is none for a transfer")
                .contains("name=\"ExpireDate\" value=\"3\"");
        Payment payment = payments.get(ORDER);
        assertThat(payment.method()).isEqualTo(PaymentMethod.ECPAY_CREDIT);
        assertThat(payment.attempts()).hasSize(3);
        assertThat(payment.attempts().values())
                .filteredOn(attempt -> attempt.otherMethod() != null)
                .singleElement()
                .satisfies(
                        attempt ->
                                assertThat(payment.methodOf(attempt))
                                        .isEqualTo(PaymentMethod.ECPAY_ATM));
    }

    @Test
    void aWayThatTheOwnerSwitchedOffIsNoOther() throws Exception {
        payments.put(fresh());
        assertThat(get(LINK).statusCode()).isEqualTo(200);
        assertThat(switchedOff.asked()).as("an ordinary visit reads nothing").isZero();

        switchedOff.keep(Set.of(PaymentMethod.ECPAY_CVS, PaymentMethod.ECPAY_CREDIT), 1);
        clock.set(clock.instant().plusSeconds(3));
        for (int i = 0; i < 5; i++) {
            assertThat(get(BY_ATM).statusCode()).isEqualTo(200);
        }
        assertThat(switchedOff.asked()).as("known for a few seconds").isEqualTo(1);

        switchedOff.keep(Set.of(PaymentMethod.ECPAY_ATM, PaymentMethod.ECPAY_CREDIT), 2);
        clock.set(clock.instant().plusSeconds(3));
        int attempts = payments.get(ORDER).attempts().size();
        assertThat(get(BY_ATM).statusCode()).isEqualTo(503);
        assertThat(send(request(BY_ATM).HEAD()).statusCode()).isEqualTo(503);
        assertThat(payments.get(ORDER).attempts()).hasSize(attempts);
        assertThat(get(LINK).statusCode()).as("the way that was ordered stays").isEqualTo(200);

        switchedOff.keep(Set.of(), 3);
        clock.set(clock.instant().plusSeconds(3));
        assertThat(get(BY_ATM).statusCode()).isEqualTo(200);
    }

    @Test
    void theWayThatWasOrderedIsNoOther() throws Exception {
        payments.put(fresh());

        assertThat(get(LINK + "&method=ecpay-credit").body())
                .contains("name=\"ChoosePayment\" value=\"Credit\"");
        assertThat(payments.get(ORDER).attempts().values())
                .extracting(Attempt::otherMethod)
                .containsOnlyNulls();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ecpay-barcode",
                "kakaopay",
                "wechatpay-native",
                "pay-on-arrival",
                "ecpay-cvs"
            })
    void whatIsNotOfferedOrTakesNoSuchAmountOpensNothing(String method) throws Exception {
        payments.put(fresh());

        HttpResponse<String> refusal = get(LINK + "&method=" + method);

        assertThat(refusal.statusCode()).isEqualTo(503);
        assertThat(refusal.body()).contains("urn:cashbell:problem:method-not-available");
        assertThat(payments.get(ORDER).attempts()).isEmpty();
        assertThat(send(request(LINK + "&method=" + method).HEAD()).statusCode()).isEqualTo(503);
    }

    @Test
    void whatIsNoCodeOfAMethodIsRefused() throws Exception {
        payments.put(fresh());

        HttpResponse<String> refusal = get(LINK + "&method=%22%3E%3Cscript%3E");

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.body()).contains("urn:cashbell:problem:invalid-request");
        assertThat(payments.get(ORDER).attempts()).isEmpty();
    }

    @Test
    void anotherWayIsNoWayAroundTheTokenOrTheEnd() throws Exception {
        payments.put(fresh());
        assertThat(get("/checkout/" + ORDER + "?token=wrong&method=ecpay-atm").statusCode())
                .isEqualTo(403);

        payments.put(withState(opened(), new Confirmed(FIRST, REFERENCE, PAID_AT)));
        assertThat(get(BY_ATM).statusCode()).as("to the result").isEqualTo(303);

        payments.put(fresh());
        clock.set(EXPIRES_AT);
        assertThat(get(BY_ATM).statusCode()).isEqualTo(410);
        assertThat(payments.get(ORDER).attempts()).isEmpty();
    }

    @Test
    void whoeverHoldsANumberIsAskedBeforePayingAnotherWay() throws Exception {
        Payment payment =
                withState(
                        withAttempt(fresh(), attempt(FIRST).by(PaymentMethod.ECPAY_ATM)),
                        new AwaitingTransfer(FIRST));
        payments.put(payment);

        String same = get(LINK).body();
        assertThat(same)
                .contains("重新取得")
                .contains("href=\"" + escaped(BY_ATM) + "&amp;another=true\"");
        String other = get(LINK + "&method=ecpay-credit").body();
        assertThat(other).contains("改用另一種方式付款").contains("href=\"" + LINK + "&amp;another=true\"");
        assertThat(payments.get(ORDER)).isEqualTo(payment);

        assertThat(get(LINK + "&another=true").body())
                .contains("name=\"ChoosePayment\" value=\"Credit\"");
        assertThat(payments.get(ORDER).state()).isEqualTo(new AwaitingTransfer(FIRST));
    }

    /** Each number would otherwise give the order another week. */
    @Test
    void anotherNumberHasNoMoreTimeThanTheOrder() throws Exception {
        Payment payment =
                withState(
                        withAttempt(
                                fresh(),
                                attempt(FIRST).by(PaymentMethod.ECPAY_CVS).withInstructions()),
                        new AwaitingTransfer(FIRST));
        payments.put(payment);

        assertThat(get(BY_ATM + "&another=true").statusCode())
                .as("a transfer has a day at least")
                .isEqualTo(503);
        assertThat(get(BY_ATM).statusCode()).as("the way to the number").isEqualTo(200);
        assertThat(send(request(BY_ATM).HEAD()).statusCode()).isEqualTo(200);

        assertThat(payments.get(ORDER)).isEqualTo(payment);
    }

    @Test
    void aPageThatWaitsForTheOrderKeepsTheWay() throws Exception {
        assertThat(get(BY_ATM).body()).contains(escaped(BY_ATM) + "&amp;reload=1");
    }

    private static String escaped(String address) {
        return address.replace("&", "&amp;");
    }
}
