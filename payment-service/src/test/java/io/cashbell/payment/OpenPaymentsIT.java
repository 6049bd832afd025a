package io.cashbell.payment;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.FOREIGN;
import static io.cashbell.payment.PaymentFixtures.MERCHANT;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.REFERENCE;
import static io.cashbell.payment.PaymentFixtures.SECOND;
import static io.cashbell.payment.PaymentFixtures.SESSION;
import static io.cashbell.payment.PaymentFixtures.TOKEN_HASH;
import static io.cashbell.payment.PaymentFixtures.declined;
import static io.cashbell.payment.PaymentFixtures.instructed;
import static io.cashbell.payment.PaymentFixtures.paid;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.payment.Outcome.Changed;
import io.cashbell.payment.Outcome.Disputed;
import io.cashbell.payment.Outcome.Unchanged;
import io.cashbell.payment.PaymentFact.CaptureConfirmed;
import io.cashbell.payment.PaymentFact.DeadlinePassed;
import io.cashbell.payment.PaymentFact.OrderCancelled;
import io.cashbell.payment.PaymentState.AwaitingTransfer;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Expired;
import io.cashbell.payment.PaymentState.Failed;
import io.cashbell.payment.Payments.Claiming;
import io.cashbell.payment.Payments.Hearing;
import io.cashbell.payment.Payments.Hearing.Heard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is looked after until it ends, and what one of many may do once, on a real table. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(BackendExtension.class)
class OpenPaymentsIT {

    private static final int ALL = 1000;
    private static final Duration FAR = Duration.ofDays(1);

    private final LiveShop shop;
    private final Payments payments;
    private final Leases leases;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    OpenPaymentsIT(Resources resources) {
        this.shop = LiveShop.open(resources, Map.of());
        this.payments = shop.bean(Payments.class);
        this.leases = shop.bean(Leases.class);
    }

    @AfterAll
    void stop() {
        shop.close();
    }

    @Test
    void aNewPaymentIsLookedAfterSoon() {
        OrderId order = kept();

        LiveShop.until(
                "it is due", () -> isDue(order, Instant.now().plus(LookSchedule.USUAL.soon())));
        assertThat(isDue(order, now.plus(LookSchedule.USUAL.soon()).minusMillis(1))).isFalse();
    }

    @Test
    void aLookIsPutOff() {
        OrderId order = visited();
        untilDue(order);

        payments.lookAgain(order, now.plusSeconds(3600));

        LiveShop.until(
                "the look is put off", () -> !isDue(order, now.plusSeconds(3600).minusMillis(1)));
        assertThat(isDue(order, now.plusSeconds(3600))).isTrue();
    }

    @Test
    void ofOnePartitionTheLongestOverdueComesFirst() {
        MessagingConfiguration partitions = shop.bean(MessagingConfiguration.class);
        OrderId late = kept();
        OrderId later = kept();
        while (!partitions.shardOf(later.value()).equals(partitions.shardOf(late.value()))) {
            later = kept();
        }
        Instant then = now.minusSeconds(3600);
        payments.lookAgain(later, then);
        payments.lookAgain(late, then.minusSeconds(3600));
        LiveShop.until("both are due", () -> payments.due(then, ALL).size() == 2);

        assertThat(payments.due(then, ALL)).containsExactly(late, later);
        assertThat(payments.due(then, 1)).containsExactly(late);
        assertThat(payments.due(then.minusMillis(1), ALL)).containsExactly(late);
    }

    @Test
    void whatWasDeclinedIsStillLookedAfter() {
        OrderId order = visited();
        payments.hear(order, declined(FIRST));

        untilDue(order);
    }

    @Test
    void whatIsConfirmedNeedsNoLookAnyMore() {
        OrderId order = visited();
        untilDue(order);

        payments.hear(order, paid(FIRST, REFERENCE));

        untilNotDue(order);
        payments.lookAgain(order, now);
        assertThat(shop.item(order)).doesNotContainKeys("dueShard", "dueAt");
    }

    @Test
    void anOrderThatWasCalledOffNeedsNoLookOnceNobodySaysSo() {
        OrderId order = visited();
        payments.hear(order, new OrderCancelled());
        untilDue(order);

        payments.stopLooking(order);

        untilNotDue(order);
    }

    /** A callback may bring it while somebody is about to stop looking. */
    @Test
    void whileLateMoneyHasToGoBackTheLooksDoNotStop() {
        OrderId order = visited();
        payments.hear(order, new OrderCancelled());
        payments.hear(order, paid(FIRST, REFERENCE));

        payments.stopLooking(order);

        assertThat(shop.payment(order).refunds()).hasSize(1);
        assertThat(shop.item(order)).containsKeys("dueShard", "dueAt");
    }

    /** Found by asking, and told by the notice later: the card is kept, nothing is told again. */
    @Test
    void theCardOfKnownMoneyIsLearnedOnce() {
        OrderId order = visited();
        CardAuthorisation card = new CardAuthorisation("13475885", false, false);
        PaymentFact withCard =
                new CaptureConfirmed(
                        PaymentFixtures.claim(FIRST, REFERENCE), REFERENCE, PAID_AT, card);
        payments.hear(order, paid(FIRST, REFERENCE));
        payments.hear(order, withCard);
        Map<String, ?> once = shop.item(order);

        assertThat(payments.hear(order, withCard)).isEqualTo(new Heard(new Unchanged()));

        assertThat(shop.payment(order).state())
                .isEqualTo(new Confirmed(FIRST, REFERENCE, PAID_AT, card));
        assertThat(shop.item(order).get("n")).isEqualTo(once.get("n"));
        untilTold(order, "payment.confirmed.v1");
        assertThat(eventIds(order, "payment.confirmed.v1")).hasSize(1);
    }

    /** Each is a change of the same payment, and all but one lose each race. */
    @Test
    void ofAsManyFailuresAsThereAreAttemptsAtOnceNoneIsLost() throws Exception {
        OrderId order = kept();
        Set<PaymentMethod> card = Set.of(PaymentMethod.ECPAY_CREDIT);
        List<AttemptNumber> numbers =
                IntStream.range(0, Payment.MAX_ATTEMPTS)
                        .mapToObj(i -> new AttemptNumber("ATTEMPT%013d".formatted(i)))
                        .toList();
        numbers.forEach(one -> payments.open(order, TOKEN_HASH, card, attempt(one), true));

        atOnce(
                numbers.stream()
                        .<Callable<Hearing>>map(one -> () -> payments.hear(order, declined(one)))
                        .toList());

        assertThat(shop.payment(order).state()).isEqualTo(new Failed(Set.copyOf(numbers)));
    }

    @Test
    void theDeadlineIsToldOnceAndEndsTheLooks() throws Exception {
        OrderId order = visited();
        untilDue(order);

        List<Hearing> heard = atOnce(10, () -> payments.hear(order, new DeadlinePassed()));

        assertThat(heard)
                .containsOnlyOnce(new Heard(new Changed(new Expired())))
                .containsOnly(new Heard(new Changed(new Expired())), new Heard(new Unchanged()));
        JsonNode event = untilTold(order, "payment.expired.v1");
        assertThat(event.at("/data/reason").asText()).isEqualTo("deadline-passed");
        assertThat(event.at("/data/amount/amount").asText()).isEqualTo("1200");
        untilNotDue(order);
        payments.lookAgain(order, now);
        assertThat(shop.item(order)).doesNotContainKeys("dueShard", "dueAt");

        assertThat(payments.hear(order, paid(FIRST, REFERENCE)))
                .isInstanceOfSatisfying(
                        Heard.class,
                        paid -> assertThat(paid.outcome()).isInstanceOf(Disputed.class));
        JsonNode dispute = untilTold(order, "payment.disputed.v1");
        assertThat(dispute.at("/data/reason").asText()).isEqualTo("payment-after-expiry");
        assertThat(eventIds(order, "payment.expired.v1")).hasSize(1);
    }

    @Test
    void aNumberToPayWithIsKeptOnceAndWaitsForMoney() {
        OrderId order = visited(PaymentMethod.ECPAY_ATM);

        assertThat(payments.hear(order, instructed(FIRST)))
                .isEqualTo(new Heard(new Changed(new AwaitingTransfer(FIRST))));
        Map<String, ?> once = shop.item(order);
        assertThat(shop.payment(order).state()).isEqualTo(new AwaitingTransfer(FIRST));
        assertThat(payments.hear(order, instructed(FIRST))).isEqualTo(new Heard(new Unchanged()));
        assertThat(shop.item(order).get("n")).isEqualTo(once.get("n"));
        untilDue(order);
        Set<PaymentMethod> atm = Set.of(PaymentMethod.ECPAY_ATM);
        assertThat(payments.open(order, TOKEN_HASH, atm, attempt(FOREIGN), true))
                .as("a second number, unawares")
                .isInstanceOf(Payments.Opening.Refused.class);
        assertThat(payments.openAnother(order, TOKEN_HASH, atm, attempt(FOREIGN), true))
                .isInstanceOf(Payments.Opening.Opened.class);

        payments.hear(order, paid(FIRST, REFERENCE));

        assertThat(shop.payment(order).state()).isInstanceOf(Confirmed.class);
        untilNotDue(order);
    }

    @Test
    void theFirstSessionOfAnAttemptIsTheOneThatCounts() {
        OrderId order = visited();
        GatewaySession session =
                new GatewaySession("T6a1", "weixin://wxpay/bizpayurl?pr=a", now.plusSeconds(900));
        GatewaySession another = new GatewaySession("T6a2", null, now.plusSeconds(1800));

        payments.keepSession(order, FIRST, session);
        var kept = payments.keepSession(order, FIRST, another);

        assertThat(kept)
                .hasValueSatisfying(
                        payment ->
                                assertThat(payment.attempts())
                                        .containsEntry(FIRST, attempt(FIRST).with(session))
                                        .containsEntry(SECOND, attempt(SECOND)));
        assertThat(shop.payment(order)).isEqualTo(kept.orElseThrow());
        assertThat(payments.keepSession(order, FOREIGN, session)).isEmpty();
        assertThat(payments.keepSession(new OrderId(EventIds.next()), FIRST, session)).isEmpty();
    }

    @Test
    void aSessionThatWasClosedIsOver() {
        OrderId order = visited();
        GatewaySession session =
                new GatewaySession("T6a1", "weixin://wxpay/bizpayurl?pr=a", now.plusSeconds(900));
        payments.keepSession(order, FIRST, session);

        payments.endSession(order, attempt(FIRST));
        payments.endSession(order, attempt(SECOND));
        payments.endSession(order, attempt(FOREIGN));

        GatewaySession over =
                new GatewaySession(session.reference(), session.link(), attempt(FIRST).startedAt());
        assertThat(shop.payment(order).attempts())
                .as("there was none of the others")
                .hasSize(2)
                .containsEntry(FIRST, attempt(FIRST).with(over))
                .containsEntry(SECOND, attempt(SECOND));
    }

    @Test
    void ofManyWhoWouldTakeTheMoneyOneMay() throws Exception {
        OrderId order = approvable();

        List<Claiming> claims = atOnce(20, () -> payments.claim(order, FIRST, MERCHANT, now));

        assertThat(claims).filteredOn(Claiming.Claimed.class::isInstance).hasSize(1);
        assertThat(claims).filteredOn(Claiming.Refused.class::isInstance).hasSize(19);
        assertThat(shop.payment(order).attempts())
                .containsEntry(FIRST, attempt(FIRST).with(SESSION).claimedAt(now))
                .containsEntry(SECOND, attempt(SECOND).with(SESSION));
    }

    @Test
    void ofTwoAttemptsThatAreClaimedAtOnceOneIs() throws Exception {
        OrderId order = approvable();
        List<Callable<Claiming>> clicks = new ArrayList<>();
        for (int click = 0; click < 10; click++) {
            clicks.add(() -> payments.claim(order, FIRST, MERCHANT, now));
            clicks.add(() -> payments.claim(order, SECOND, MERCHANT, now));
        }

        assertThat(atOnce(clicks)).filteredOn(Claiming.Claimed.class::isInstance).hasSize(1);
    }

    @Test
    void aSecondAttemptWaitsUntilTheFirstIsDecided() {
        OrderId order = approvable();
        payments.claim(order, FIRST, MERCHANT, now);

        assertThat(payments.claim(order, SECOND, MERCHANT, now))
                .isInstanceOf(Claiming.Refused.class);
        payments.hear(order, declined(FIRST));

        assertThat(payments.claim(order, FIRST, MERCHANT, now))
                .isInstanceOf(Claiming.Refused.class);
        assertThat(payments.claim(order, SECOND, MERCHANT, now))
                .isInstanceOf(Claiming.Claimed.class);
    }

    @Test
    void aClaimedAttemptsMoneyIsBelievedAndNothingIsTakenAfterIt() {
        OrderId order = approvable();
        payments.claim(order, FIRST, MERCHANT, now);

        payments.hear(order, paid(FIRST, REFERENCE));

        assertThat(shop.payment(order).state()).isInstanceOf(Confirmed.class);
        assertThat(payments.claim(order, SECOND, MERCHANT, now))
                .isInstanceOf(Claiming.Refused.class);
    }

    @Test
    void whatWeNeverOpenedIsNotClaimed() {
        OrderId order = approvable();

        assertThat(payments.claim(order, FOREIGN, MERCHANT, now))
                .isInstanceOf(Claiming.Refused.class);
        assertThat(payments.claim(new OrderId(EventIds.next()), FIRST, MERCHANT, now))
                .isEqualTo(new Claiming.NoPayment());
    }

    @Test
    void ofTenHoldersOneHasTheLease() throws Exception {
        String lease = EventIds.next();

        List<Boolean> taken =
                atOnce(
                        IntStream.range(0, 10)
                                .<Callable<Boolean>>mapToObj(
                                        holder -> () -> taken(lease, "holder-" + holder, now))
                                .toList());

        assertThat(taken).containsOnlyOnce(true);
    }

    @Test
    void aLeaseEndsByItself() {
        String lease = EventIds.next();
        assertThat(taken(lease, "one", now)).isTrue();

        assertThat(taken(lease, "another", now.plusSeconds(60).minusMillis(1))).isFalse();
        assertThat(taken(lease, "one", now.plusSeconds(30))).isTrue();
        assertThat(taken(lease, "another", now.plusSeconds(60))).isFalse();
        assertThat(taken(lease, "another", now.plusSeconds(90))).isTrue();
        assertThat(taken(lease, "one", now.plusSeconds(91))).isFalse();
    }

    @Test
    void onlyItsHolderGivesALeaseBack() {
        String lease = EventIds.next();
        taken(lease, "one", now);

        leases.release(lease, "another");
        assertThat(taken(lease, "another", now)).isFalse();

        leases.release(lease, "one");
        assertThat(taken(lease, "another", now)).isTrue();
    }

    private boolean taken(String lease, String holder, Instant at) {
        return leases.take(lease, holder, at, Duration.ofSeconds(60));
    }

    /** A payment of an hour that nobody has visited. */
    private OrderId kept() {
        return kept(PaymentMethod.ECPAY_CREDIT);
    }

    private OrderId kept(PaymentMethod method) {
        Payment fixture = PaymentFixtures.fresh();
        OrderId order = new OrderId(EventIds.next());
        payments.add(
                new Payment(
                        new PaymentId(EventIds.next()),
                        order,
                        method,
                        fixture.amount(),
                        fixture.items(),
                        fixture.locale(),
                        TOKEN_HASH,
                        now.plusSeconds(3600),
                        fixture.state(),
                        Map.of(),
                        Set.of()));
        return order;
    }

    /** Both attempts are opened. */
    private OrderId visited() {
        return visited(PaymentMethod.ECPAY_CREDIT);
    }

    private OrderId approvable() {
        OrderId order = visited();
        for (AttemptNumber number : List.of(FIRST, SECOND)) {
            payments.keepSession(order, number, SESSION);
        }
        return order;
    }

    private OrderId visited(PaymentMethod method) {
        OrderId order = kept(method);
        for (AttemptNumber number : List.of(FIRST, SECOND)) {
            assertThat(payments.open(order, TOKEN_HASH, Set.of(method), attempt(number), true))
                    .isInstanceOf(Payments.Opening.Opened.class);
        }
        return order;
    }

    private Attempt attempt(AttemptNumber number) {
        return Attempt.open(number, MERCHANT, now);
    }

    private boolean isDue(OrderId order, Instant until) {
        return payments.due(until, ALL).contains(order);
    }

    private void untilDue(OrderId order) {
        LiveShop.until("it is looked after", () -> isDue(order, now.plus(FAR)));
    }

    private void untilNotDue(OrderId order) {
        LiveShop.until("nobody looks after it", () -> !isDue(order, now.plus(FAR)));
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        return atOnce(Collections.nCopies(times, call));
    }

    private static <T> List<T> atOnce(List<? extends Callable<T>> calls) throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> result : callers.invokeAll(calls)) {
                results.add(result.get());
            }
        }
        return results;
    }

    private JsonNode untilTold(OrderId order, String type) {
        LiveShop.until(type + " is told", () -> events(order, type).findAny().isPresent());
        return events(order, type).findAny().orElseThrow();
    }

    private List<String> eventIds(OrderId order, String type) {
        return events(order, type).map(event -> event.get("id").asText()).distinct().toList();
    }

    private Stream<JsonNode> events(OrderId order, String type) {
        try {
            return shop.told().stream()
                    .filter(event -> event.get("subject").asText().equals(order.value()))
                    .filter(event -> event.get("type").asText().equals(type));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
