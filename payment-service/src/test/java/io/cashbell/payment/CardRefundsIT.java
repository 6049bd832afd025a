package io.cashbell.payment;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.MERCHANT;
import static io.cashbell.payment.PaymentFixtures.REFERENCE;
import static io.cashbell.payment.PaymentFixtures.TOKEN_HASH;
import static io.cashbell.payment.PaymentFixtures.paid;
import static io.cashbell.payment.PaymentFixtures.wish;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.FreePort;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.payment.PaymentState.Cancelled;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.RefundState.Failed;
import io.cashbell.payment.RefundState.Manual;
import io.cashbell.payment.RefundState.Refunded;
import io.cashbell.payment.RefundState.Requested;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Card payments go back through ECPay's sandbox, whose closings and hours decide how. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(BackendExtension.class)
class CardRefundsIT {

    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final String REFUNDED = "payment.refunded.v1";
    private static final String FAILED = "payment.refund-failed.v1";
    private static final String DISPUTED = "payment.disputed.v1";

    private final EcpaySandbox ecpay = new EcpaySandbox();
    private final LiveShop shop;
    private final Refunds refunds;

    CardRefundsIT(Resources resources) {
        int port = FreePort.find();
        this.shop =
                LiveShop.open(
                        resources,
                        Map.ofEntries(
                                Map.entry("micronaut.server.port", port),
                                Map.entry("PAYMENT_PUBLIC_URL", "http://localhost:" + port),
                                Map.entry("ECPAY_METHODS", "ecpay-credit,ecpay-atm"),
                                Map.entry("ECPAY_BASE_URL", ecpay.baseUrl()),
                                Map.entry("ECPAY_CREDIT_CHECK_CODE", "59997889"),
                                Map.entry("ECPAY_UNION_PAY", "0"),
                                Map.entry("REFUND_SECOND_PAYMENTS", "true"),
                                Map.entry("test.shifted-clock", "true"),
                                Map.entry("reconciliation.every", "300ms"),
                                Map.entry("refunds.again", "300ms"),
                                Map.entry("refunds.quiet", "1s")));
        this.refunds = shop.bean(Refunds.class);
    }

    @AfterAll
    void stop() {
        shop.close();
        ecpay.close();
    }

    @BeforeEach
    void inTheMorning() throws Exception {
        at("10:00");
    }

    @Test
    @Tag("S4-11")
    void whatIsAuthorisedIsGivenUp() throws Exception {
        OrderId order = paidByCard("{}");

        ask(order, "1200");

        untilBack(order);
        assertThat(card(order).path("stage").asText()).isEqualTo("abandoned");
        assertThat(told(order, REFUNDED).getFirst().at("/data/remaining/amount").asText())
                .isEqualTo("0");
    }

    @Test
    void aPartOfWhatIsAuthorisedWaitsForTheClosing() throws Exception {
        OrderId order = paidByCard("{}");

        RefundId part = ask(order, "200");
        LiveShop.until(
                "it waits",
                () ->
                        state(order, part) instanceof Requested(_, var why)
                                && why.equals("not-captured-yet"));
        at("20:31");

        untilBack(order);
        assertThat(card(order).path("refunded").asLong()).isEqualTo(200);
        assertThat(shop.payment(order).remaining()).isEqualTo(Money.of("1000", "TWD"));
    }

    @Test
    void whatIsMarkedToBeCapturedIsCalledOffAndGivenUp() throws Exception {
        OrderId order = paidByCard("{}");
        at("20:31");
        at("07:00");

        ask(order, "1200");

        untilBack(order);
        assertThat(card(order).path("stage").asText()).isEqualTo("abandoned");
    }

    @Test
    void aCapturedCardIsGivenBackInPartsAndALostAnswerIsReadFromItsState() throws Exception {
        OrderId order = captured();

        ask(order, "500");
        untilBack(order);
        ecpay.control(
                "POST",
                "/control/ecpay/faults",
                "{\"operation\": \"do-action\", \"fault\": \"lost-answer\", \"times\": 1}");
        RefundId rest = ask(order, "700");

        LiveShop.until("the rest is back", () -> state(order, rest) instanceof Refunded);
        LiveShop.until("both are told", () -> told(order, REFUNDED).size() == 2);
        assertThat(card(order).path("refunded").asLong()).isEqualTo(1200);
        assertThat(card(order).path("refunds")).hasSize(2);
    }

    @Test
    void aRefundThatNeverArrivedIsLeftToAPersonAndNotAskedForTwice() throws Exception {
        OrderId order = captured();
        ecpay.control(
                "POST",
                "/control/ecpay/faults",
                "{\"operation\": \"do-action\", \"fault\": \"status\", \"status\": 500, \"times\":"
                        + " 1}");

        RefundId part = ask(order, "500");

        LiveShop.until("a person has to look", () -> state(order, part) instanceof Manual);
        assertThat(card(order).path("refunded").asLong()).isZero();
        assertThat(told(order, REFUNDED)).isEmpty();
    }

    @Test
    void aRefusalIsToldOnceAndItsMoneyMayBeAskedForAgain() throws Exception {
        OrderId order = captured();
        ecpay.control(
                "PUT", "/control/ecpay/balance", "{\"merchantId\": \"3002607\", \"balance\": 0}");

        RefundId refused = ask(order, "1200");

        LiveShop.until("it is refused", () -> state(order, refused) instanceof Failed);
        ecpay.control(
                "PUT",
                "/control/ecpay/balance",
                "{\"merchantId\": \"3002607\", \"balance\": 1000000}");
        ask(order, "1200");
        untilBack(order);
        LiveShop.until("the failure is told", () -> told(order, FAILED).size() == 1);
        assertThat(told(order, REFUNDED)).hasSize(1);
    }

    @Test
    void unionPayGoesBackAsAWholeOnlyAndAfterItsCapture() throws Exception {
        OrderId order = paidByCard("{\"unionPay\": true}");

        RefundId part = ask(order, "200");

        LiveShop.until("it is refused", () -> state(order, part) instanceof Failed);
        LiveShop.until("it is told", () -> told(order, FAILED).size() == 1);
        RefundId whole = ask(order, "1200");
        LiveShop.until(
                "it waits",
                () ->
                        state(order, whole) instanceof Requested(_, var why)
                                && why.equals("waits-for-capture"));
        at("20:31");
        untilBack(order);
    }

    @Test
    void aTransferGoesBackByHand() throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_ATM);
        AttemptNumber attempt = ecpay.open(shop, order);
        ecpay.command(attempt, "issue", "{}");
        ecpay.command(attempt, "pay", "{}");
        untilPaid(order);

        RefundId task = ask(order, "1200");

        LiveShop.until("a person has to do it", () -> state(order, task) instanceof Manual);
        assertThat(told(order, REFUNDED)).isEmpty();
        refunds.hear(order, task, new RefundFact.DoneByPerson(Instant.now(), "somebody"));
        refunds.hear(order, task, new RefundFact.DoneByPerson(Instant.now(), "somebody"));
        LiveShop.until("the shop knows it", () -> !told(order, REFUNDED).isEmpty());
        assertThat(told(order, REFUNDED)).hasSize(1);
    }

    @Test
    void aSecondPaymentIsToldAndGoesBackAndTheFirstStays() throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_CREDIT);
        AttemptNumber first = ecpay.open(shop, order);
        AttemptNumber second = ecpay.open(shop, order);
        ecpay.command(first, "pay", "{}");
        untilPaid(order);
        ecpay.command(second, "pay", "{\"callbacks\": 2}");

        LiveShop.until("it is told", () -> !told(order, DISPUTED).isEmpty());
        shop.bean(Payments.class).lookAgain(order, Instant.EPOCH);
        LiveShop.until("it is back", () -> !told(order, REFUNDED).isEmpty());

        JsonNode back = told(order, REFUNDED).getFirst().path("data");
        assertThat(back.path("unapplied").asBoolean()).isTrue();
        assertThat(back.at("/remaining/amount").asText()).isEqualTo("1200");
        assertThat(told(order, DISPUTED)).hasSize(1);
        assertThat(ecpay.trade(second).at("/card/stage").asText()).isEqualTo("abandoned");
        assertThat(ecpay.trade(first).at("/card/stage").asText()).isEqualTo("authorised");
        assertThat(shop.payment(order).remaining()).isEqualTo(Money.of("1200", "TWD"));
    }

    @Test
    void moneyForAnOrderThatWasCalledOffIsToldAndGoesBack() throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_CREDIT);
        AttemptNumber attempt = ecpay.open(shop, order);
        shop.publish(shop.cancelled(order));
        LiveShop.until("it is closed", () -> shop.payment(order).state() instanceof Cancelled);
        assertThat(shop.get("/checkout/" + order + "?token=" + PaymentFixtures.TOKEN).statusCode())
                .isEqualTo(410);

        ecpay.command(attempt, "pay", "{\"callbacks\": 2}");
        LiveShop.until("it is told", () -> !told(order, DISPUTED).isEmpty());
        shop.bean(Payments.class).lookAgain(order, Instant.EPOCH);

        LiveShop.until("it is back", () -> !told(order, REFUNDED).isEmpty());
        assertThat(told(order, DISPUTED).getFirst().at("/data/reason").asText())
                .isEqualTo("payment-after-cancellation");
        assertThat(ecpay.trade(attempt).at("/card/stage").asText()).isEqualTo("abandoned");
        assertThat(told(order, "payment.confirmed.v1")).isEmpty();
    }

    @Test
    void aPaidOrderThatIsCalledOffGivesBackWhatIsLeft() throws Exception {
        OrderId order = captured();
        ask(order, "300");
        untilBack(order);

        shop.publish(shop.cancelled(order));

        LiveShop.until("all is back", () -> shop.payment(order).remaining().minorUnits() == 0);
        assertThat(card(order).path("refunded").asLong()).isEqualTo(1200);
    }

    @Test
    void aHundredAtOnceNeverGetMoreThanCameIn() throws Exception {
        OrderId order = new OrderId(EventIds.next());
        Payments payments = shop.bean(Payments.class);
        payments.add(PaymentFixtures.of(order, Instant.now().plus(Duration.ofDays(9))));
        payments.open(
                order,
                TOKEN_HASH,
                Set.of(PaymentMethod.ECPAY_CREDIT),
                Attempt.open(FIRST, MERCHANT, Instant.now()),
                true);
        payments.hear(order, paid(FIRST, REFERENCE));
        List<Callable<Refunds.Asking>> wishes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            RefundRequest wish = wish("one-of-a-hundred-at-once-" + i, "90");
            wishes.add(() -> refunds.request(order, wish));
        }

        List<Refunds.Asking> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Refunds.Asking> answer : callers.invokeAll(wishes)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).filteredOn(Refunds.Asking.Kept.class::isInstance).hasSize(13);
        assertThat(answers).filteredOn(Refunds.Asking.Refused.class::isInstance).hasSize(87);
        Payment payment = refunds.find(order).orElseThrow();
        assertThat(payment.refunds()).hasSize(13);
        assertThat(payment.refundable()).isEqualTo(Money.of("30", "TWD"));
        assertThat(shop.item(order)).containsEntry("rsv", AttributeValue.fromN("117000"));
    }

    private OrderId placed(PaymentMethod method) throws IOException {
        OrderId order = new OrderId(EventIds.next());
        shop.publish(
                shop.placed(order, method)
                        .replaceFirst(
                                "\"expiresAt\": \"[^\"]+\"",
                                "\"expiresAt\": \""
                                        + Instant.now().plus(Duration.ofDays(30))
                                        + "\""));
        LiveShop.until("it is kept", () -> shop.bean(Payments.class).find(order).isPresent());
        return order;
    }

    private OrderId paidByCard(String options) throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_CREDIT);
        ecpay.command(ecpay.open(shop, order), "pay", options);
        untilPaid(order);
        return order;
    }

    private OrderId captured() throws Exception {
        OrderId order = paidByCard("{}");
        at("20:31");
        at("20:31");
        assertThat(card(order).path("stage").asText()).isEqualTo("captured");
        return order;
    }

    private void untilPaid(OrderId order) {
        LiveShop.until("it is paid", () -> shop.payment(order).state() instanceof Confirmed);
    }

    private RefundId ask(OrderId order, String dollars) throws IOException {
        RefundId refund = new RefundId(EventIds.next());
        shop.publish(shop.refundRequested(order, refund, Money.of(dollars, "TWD")));
        return refund;
    }

    private void untilBack(OrderId order) {
        LiveShop.until("the money is back", () -> !told(order, REFUNDED).isEmpty());
    }

    private RefundState state(OrderId order, RefundId refund) {
        return refunds.find(order).stream()
                .flatMap(payment -> payment.refunds().values().stream())
                .filter(kept -> kept.id().equals(refund))
                .map(Refund::state)
                .findFirst()
                .orElse(new Requested(Instant.EPOCH, ""));
    }

    /** How ECPay sees the card that paid. */
    private JsonNode card(OrderId order) {
        Confirmed confirmed = (Confirmed) shop.payment(order).state();
        return ecpay.trade(confirmed.attempt()).path("card");
    }

    /** Moves both clocks on to the next moment when it is that late in Taiwan. */
    private void at(String time) throws IOException, InterruptedException {
        ShiftedClock clock = shop.bean(ShiftedClock.class);
        ZonedDateTime now = clock.instant().atZone(TAIPEI);
        ZonedDateTime then = now.with(LocalTime.parse(time));
        ZonedDateTime next = then.isAfter(now) ? then : then.plusDays(1);
        long ahead = Duration.between(Instant.now(), next.toInstant()).toSeconds() + 1;
        ecpay.control("POST", "/control/clock", "{\"offsetSeconds\": " + ahead + "}");
        clock.shift(Duration.ofSeconds(ahead));
    }

    private List<JsonNode> told(OrderId order, String type) {
        try {
            return shop.told().stream()
                    .filter(event -> event.at("/subject").asText().equals(order.value()))
                    .filter(event -> event.at("/type").asText().equals(type))
                    .distinct()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
