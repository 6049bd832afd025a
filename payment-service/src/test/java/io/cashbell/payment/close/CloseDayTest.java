package io.cashbell.payment.close;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.MERCHANT;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.PRICE;
import static io.cashbell.payment.PaymentFixtures.REFERENCE;
import static io.cashbell.payment.PaymentFixtures.attempt;
import static io.cashbell.payment.PaymentFixtures.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cashbell.payment.BrokenOnce;
import io.cashbell.payment.BusinessDay;
import io.cashbell.payment.Claim;
import io.cashbell.payment.FakePayments;
import io.cashbell.payment.FakeRefunds;
import io.cashbell.payment.Money;
import io.cashbell.payment.MovableClock;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.GatewayNotice;
import io.cashbell.payment.gateway.NoStatementException;
import io.cashbell.payment.gateway.QueryPace;
import io.cashbell.payment.gateway.RefundLine;
import io.cashbell.payment.gateway.RefundLine.Outcome;
import io.cashbell.payment.gateway.ScriptedGateway;
import io.cashbell.payment.gateway.Statement;
import io.cashbell.payment.gateway.StatementLine;
import io.cashbell.payment.settlement.Settlements;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a day is closed, tried again, told and looked at a second time. */
class CloseDayTest {

    /** The day of {@code PAID_AT} in Taiwan, and the moment from which it is closed. */
    private static final LocalDate DAY = LocalDate.parse("2026-01-01");

    private static final Instant DUE = Instant.parse("2026-01-02T02:30:00Z");

    private static final GatewayAnswer PAID = new GatewayAnswer.Paid(REFERENCE, PRICE, PAID_AT);
    private static final BookEntry ENTRY =
            new BookEntry(ORDER, PaymentMethod.ECPAY_CREDIT, FIRST, REFERENCE, PRICE);
    private static final StatementLine LINE =
            new StatementLine(
                    FIRST.value(),
                    REFERENCE,
                    PaymentMethod.ECPAY_CREDIT,
                    PRICE,
                    true,
                    "paid",
                    null);

    private final FakePayments payments = new FakePayments();
    private final ScriptedGateway gateway = new ScriptedGateway();
    private final FakeCloses closes = new FakeCloses();
    private final MovableClock clock = new MovableClock();
    private final FakeLeases leases = new FakeLeases();
    private final FakeRefunds refunds = new FakeRefunds(payments, clock);
    private final List<BookEntry> books = new ArrayList<>();
    private final List<OrderId> open = new ArrayList<>();
    private final PlayedRecord record = new PlayedRecord();

    /** ECPay's record, as the test wrote it. */
    private static final class PlayedRecord implements Statement {
        final List<StatementLine> lines = new ArrayList<>();
        final List<RefundLine> givenBack = new ArrayList<>();
        @Nullable String failure;
        @Nullable LocalDate without;
        Optional<GatewayNotice> confirmed = Optional.empty();
        int reads;

        @Override
        public GatewayName gateway() {
            return GatewayName.ECPAY;
        }

        @Override
        public void read(
                BusinessDay day, Consumer<StatementLine> reader, Consumer<RefundLine> refunds)
                throws NoStatementException {
            reads++;
            lines.forEach(reader);
            givenBack.forEach(refunds);
            if (failure != null) {
                throw new NoStatementException(failure);
            }
            if (day.date().equals(without)) {
                throw new NoStatementException("no-answer");
            }
        }

        @Override
        public Optional<GatewayNotice> confirm(String attempt, @Nullable OrderId orderId) {
            return confirmed;
        }
    }

    /** A record that takes its time, and has nothing in it. */
    private record SlowRecord(CountDownLatch reading, CountDownLatch goOn) implements Statement {

        @Override
        public GatewayName gateway() {
            return GatewayName.ECPAY;
        }

        @Override
        public void read(
                BusinessDay day, Consumer<StatementLine> reader, Consumer<RefundLine> refunds)
                throws NoStatementException {
            reading.countDown();
            try {
                if (!goOn.await(20, TimeUnit.SECONDS)) {
                    throw new NoStatementException("too-slow");
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public Optional<GatewayNotice> confirm(String attempt, @Nullable OrderId orderId) {
            return Optional.empty();
        }
    }

    private CloseGateway closing(List<Statement> statements) {
        return new CloseGateway(
                new Books() {
                    @Override
                    public void paidOn(
                            String merchant, BusinessDay day, Consumer<BookEntry> entries) {
                        books.forEach(entries);
                    }

                    @Override
                    public void open(Consumer<OrderId> orders) {
                        open.forEach(orders);
                    }
                },
                closes,
                payments,
                gateway.alone(),
                statements,
                Settlements.on(payments),
                new CompareRefunds(refunds),
                new QueryPace(new QueryPace.Settings(1000, 1000, 1000, Duration.ofSeconds(30))),
                new SimpleMeterRegistry(),
                clock);
    }

    private CloseRunner runner() {
        return runner(record);
    }

    private CloseRunner runner(Statement statement) {
        return new CloseRunner(closing(List.of(statement)), closes, leases, config(), clock);
    }

    private static DailyCloseConfig config() {
        return config(Duration.ofMinutes(5));
    }

    private static DailyCloseConfig config(Duration every) {
        return new DailyCloseConfig(
                "10:30",
                "Asia/Taipei",
                every,
                Duration.ofMinutes(30),
                Duration.ofHours(6),
                3,
                Duration.ofMinutes(3));
    }

    private GatewayClose closed() {
        return closed(List.of(record));
    }

    private GatewayClose closed(List<Statement> statements) {
        assertThat(closing(statements).close(GatewayName.ECPAY, DAY, () -> true)).isTrue();
        return closes.find(DAY).orElseThrow().of(GatewayName.ECPAY).orElseThrow();
    }

    @Test
    void whatAgreesIsClosedWithoutAQuestion() {
        books.add(ENTRY);
        record.lines.add(LINE);

        GatewayClose close = closed();

        assertThat(close.isClosed()).isTrue();
        assertThat(close.found()).isZero();
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void whatWasPaidThereIsSettledAsACallbackWouldBe() {
        payments.put(in(new AwaitingCustomer(), Map.of(FIRST, attempt(FIRST))));
        record.lines.add(LINE);
        record.confirmed =
                Optional.of(
                        new GatewayNotice(
                                ORDER, new Claim(MERCHANT, FIRST, PRICE, REFERENCE), false, PAID));

        GatewayClose close = closed();

        assertThat(payments.get(ORDER).state()).isEqualTo(new Confirmed(FIRST, REFERENCE, PAID_AT));
        assertThat(close.repaired()).isEqualTo(1);
        assertThat(close.first()).extracting(Difference::settled).containsExactly("confirmed");
        assertThat(closed().first()).extracting(Difference::settled).containsExactly("repeated");
    }

    @Test
    void aLineThatTheGatewayDoesNotConfirmSettlesNothing() {
        payments.put(in(new AwaitingCustomer(), Map.of(FIRST, attempt(FIRST))));
        record.lines.add(LINE);

        GatewayClose close = closed();

        assertThat(payments.get(ORDER).state()).isInstanceOf(AwaitingCustomer.class);
        assertThat(close.repaired()).isZero();
        assertThat(close.first()).extracting(Difference::settled).containsExactly("not-confirmed");
    }

    @Test
    void moneyThatDoesNotFitOurRecordBecomesADispute() {
        payments.put(in(new AwaitingCustomer(), Map.of(FIRST, attempt(FIRST))));
        record.lines.add(LINE);
        Money less = Money.of("1", "TWD");
        record.confirmed =
                Optional.of(
                        new GatewayNotice(
                                ORDER,
                                new Claim(MERCHANT, FIRST, less, REFERENCE),
                                false,
                                new GatewayAnswer.Paid(REFERENCE, less, PAID_AT)));

        assertThat(closed().first()).extracting(Difference::settled).containsExactly("disputed");
        assertThat(payments.get(ORDER).state()).isInstanceOf(AwaitingCustomer.class);
    }

    @Test
    void ofWhatIsMissingThereTheGatewayIsAsked() {
        payments.put(in(new Confirmed(FIRST, REFERENCE, PAID_AT), Map.of(FIRST, attempt(FIRST))));
        books.add(ENTRY);
        gateway.stands(FIRST, new GatewayAnswer.Declined("abandoned", "10200095"));

        assertThat(closed().first()).extracting(Difference::settled).containsExactly("not-paid");
    }

    @Test
    void halfARecordClosesNothing() {
        books.add(ENTRY);
        record.failure = "no-answer";

        GatewayClose close = closed();

        assertThat(close.failure()).isEqualTo("no-answer");
        assertThat(close.totals()).isEmpty();
        assertThat(closes.differences(DAY)).isEmpty();
    }

    @Test
    void aGatewayWithoutARecordIsAskedAboutEachPayment() {
        payments.put(in(new Confirmed(FIRST, REFERENCE, PAID_AT), Map.of(FIRST, attempt(FIRST))));
        books.add(ENTRY);
        gateway.stands(FIRST, PAID);

        GatewayClose close = closed(List.of());

        assertThat(close.isClosed()).isTrue();
        assertThat(close.found()).isZero();
        assertThat(gateway.asked()).containsExactly("query " + FIRST);
    }

    @Test
    void withoutARecordAnOpenPaymentThatWasPaidIsFoundAndSettled() {
        payments.put(in(new AwaitingCustomer(), Map.of(FIRST, attempt(FIRST))));
        open.add(ORDER);
        gateway.stands(FIRST, PAID);

        GatewayClose close = closed(List.of());

        assertThat(close.repaired()).isEqualTo(1);
        assertThat(payments.get(ORDER).state()).isInstanceOf(Confirmed.class);
    }

    @Test
    void withoutARecordAndWithoutAnAnswerNothingIsClosed() {
        payments.put(in(new Confirmed(FIRST, REFERENCE, PAID_AT), Map.of(FIRST, attempt(FIRST))));
        books.add(ENTRY);
        gateway.stands(FIRST, new GatewayAnswer.Unknown("no-answer"));

        assertThat(closed(List.of()).failure()).isEqualTo("no-answer");
    }

    @Test
    void withoutARecordWhatWasGivenBackWasPaid() {
        payments.put(in(new Confirmed(FIRST, REFERENCE, PAID_AT), Map.of(FIRST, attempt(FIRST))));
        books.add(ENTRY);
        gateway.stands(FIRST, new GatewayAnswer.Declined("given-back", "CANCEL_PAYMENT"));

        assertThat(closed(List.of()).found()).isZero();
    }

    @Test
    void whatTheGatewayGaveBackIsFoundBesideThePayments() {
        payments.put(in(new Confirmed(FIRST, REFERENCE, PAID_AT), Map.of(FIRST, attempt(FIRST))));
        books.add(ENTRY);
        record.lines.add(LINE);
        record.givenBack.add(
                new RefundLine(
                        FIRST.value(), null, null, Money.of("300", "TWD"), Outcome.BACK, "paid"));

        GatewayClose close = closed();

        assertThat(close.found()).isEqualTo(1);
        assertThat(close.totals()).extracting(HeapTotal::heap).containsExactly(Heap.EQUAL);
        assertThat(close.first())
                .extracting(Difference::what, Difference::orderId, Difference::settled)
                .containsExactly(tuple("refund-not-here", ORDER.value(), "held"));
        assertThat(payments.get(ORDER).refundable()).isEqualTo(Money.of("900", "TWD"));
    }

    @Test
    void aRecordThatBreaksOffKeepsNothingBack() {
        payments.put(in(new Confirmed(FIRST, REFERENCE, PAID_AT), Map.of(FIRST, attempt(FIRST))));
        books.add(ENTRY);
        record.givenBack.add(
                new RefundLine(
                        FIRST.value(), null, null, Money.of("300", "TWD"), Outcome.BACK, "paid"));
        record.failure = "does-not-add-up";

        assertThat(closed().isClosed()).isFalse();
        assertThat(payments.get(ORDER).refunds()).isEmpty();
    }

    @Test
    void aDayIsClosedAndToldOnceItIsTime() {
        books.add(ENTRY);
        record.lines.add(LINE);
        CloseRunner runner = runner();
        clock.set(DUE);

        runner.lookAtAll();
        runner.lookAtAll();

        assertThat(closes.told()).containsExactly("2026-01-01");
        assertThat(record.reads).isEqualTo(1);
    }

    @Test
    void beforeItsTimeTheDayBeforeIsDue() {
        assertThat(config().dueAt(DUE.minusMillis(1))).isEqualTo(DAY.minusDays(1));
        assertThat(config().dueAt(DUE)).isEqualTo(DAY);
    }

    @Test
    void aDayWithoutPaymentsIsSilent() {
        clock.set(DUE);

        runner().lookAtAll();

        assertThat(closes.told()).containsExactly("2026-01-01 silent");
    }

    @Test
    void whatFailedIsTriedAgainAfterAWhileAndToldInTheEnd() {
        record.failure = "no-answer";
        CloseRunner runner = runner();
        clock.set(DUE);

        runner.lookAtAll();
        clock.set(DUE.plus(Duration.ofMinutes(30)));
        runner.lookAtAll();
        assertThat(record.reads).as("too early").isEqualTo(1);
        clock.set(DUE.plus(Duration.ofMinutes(31)));
        runner.lookAtAll();
        assertThat(record.reads).isEqualTo(2);
        assertThat(closes.told()).isEmpty();
        clock.set(DUE.plus(Duration.ofHours(6)).plusSeconds(1));
        runner.lookAtAll();

        assertThat(closes.told()).containsExactly("2026-01-01");
        assertThat(closes.find(DAY).orElseThrow().of(GatewayName.ECPAY).orElseThrow().tries())
                .isEqualTo(3);
    }

    @Test
    void aDayIsLookedAtASecondTimeWithoutBeingTold() {
        clock.set(DUE);
        CloseRunner runner = runner();
        for (int day = 0; day < 3; day++) {
            clock.set(DUE.plus(Duration.ofDays(day)));
            runner.lookAtAll();
        }
        clock.set(DUE.plus(Duration.ofDays(3)));
        books.add(ENTRY);
        record.lines.add(LINE);

        runner.lookAtAll();

        assertThat(closes.told())
                .containsExactly(
                        "2026-01-01 silent",
                        "2026-01-02 silent",
                        "2026-01-03 silent",
                        "2026-01-04");
        assertThat(closes.find(DAY).orElseThrow().of(GatewayName.ECPAY).orElseThrow().tries())
                .isEqualTo(2);
    }

    @Test
    void aFailureTakesNothingFromACloseThatIsKept() {
        record.lines.add(LINE);
        GatewayClose good = closed();
        assertThat(good.found()).isEqualTo(1);
        clock.set(DUE);
        record.failure = "no-answer";

        GatewayClose close = closed();

        assertThat(close.isClosed()).isTrue();
        assertThat(close.at()).isEqualTo(good.at());
        assertThat(close.totals()).isEqualTo(good.totals());
        assertThat(close.kept()).isEqualTo(1);
        assertThat(closes.differences(DAY)).hasSize(1);
        assertThat(close.tries()).isEqualTo(2);
        assertThat(close.triedSince()).isEqualTo(new GatewayClose.Failure(DUE, "no-answer"));
        assertThat(DayCloseView.of(closes.find(DAY).orElseThrow()).gateways())
                .extracting(DayCloseView.Gateway::state, DayCloseView.Gateway::failure)
                .containsExactly(tuple("closed", "no-answer"));
        record.failure = null;
        record.lines.clear();
        assertThat(closed().found()).as("the next one that works").isZero();
    }

    @Test
    void aSecondLookThatFailedIsTriedAgain() {
        CloseRunner runner = runner();
        Instant second = lookedAtUntilTheSecondLook(runner);
        record.without = DAY;
        clock.set(second);
        runner.lookAtAll();
        assertThat(closes.told()).as("which keeps no mail back").contains("2026-01-04 silent");
        int reads = record.reads;
        clock.set(second.plus(Duration.ofMinutes(30)));
        runner.lookAtAll();
        assertThat(record.reads).as("too early").isEqualTo(reads);

        record.without = null;
        clock.set(second.plus(Duration.ofMinutes(31)));
        runner.lookAtAll();
        clock.set(second.plus(Duration.ofHours(2)));
        runner.lookAtAll();

        GatewayClose close = closes.find(DAY).orElseThrow().of(GatewayName.ECPAY).orElseThrow();
        assertThat(close.at()).isEqualTo(second.plus(Duration.ofMinutes(31)));
        assertThat(close.triedSince()).isNull();
        assertThat(record.reads).as("once").isEqualTo(reads + 1);
    }

    @Test
    void aSecondLookIsTriedForAsLongAsAFirstOne() {
        CloseRunner runner = runner();
        Instant second = lookedAtUntilTheSecondLook(runner);
        record.without = DAY;
        for (int minutes = 0; minutes <= 8 * 60; minutes += 31) {
            clock.set(second.plus(Duration.ofMinutes(minutes)));
            runner.lookAtAll();
        }

        GatewayClose close = closes.find(DAY).orElseThrow().of(GatewayName.ECPAY).orElseThrow();
        assertThat(close.isClosed()).isTrue();
        assertThat(close.at()).isEqualTo(DUE);
        assertThat(close.tries()).as("once, and for six hours").isEqualTo(1 + 12);
    }

    @Test
    void aSecondLookDoesNotWaitForADayThatCannotBeClosed() {
        CloseRunner runner = runner();
        Instant second = lookedAtUntilTheSecondLook(runner);
        record.without = DAY.plusDays(3);
        clock.set(second);

        runner.lookAtAll();

        GatewayClose close = closes.find(DAY).orElseThrow().of(GatewayName.ECPAY).orElseThrow();
        assertThat(close.at()).isEqualTo(second);
        assertThat(closes.told()).doesNotContain("2026-01-04");
    }

    /** {@code DAY} is closed, and the two behind it; answers when it has its second look. */
    private Instant lookedAtUntilTheSecondLook(CloseRunner runner) {
        for (int day = 0; day < 3; day++) {
            clock.set(DUE.plus(Duration.ofDays(day)));
            runner.lookAtAll();
        }
        return DUE.plus(Duration.ofDays(3));
    }

    @Test
    void aDayThatNobodyClosedInItsTimeIsMadeUpForAndToldBeforeTheNext() {
        books.add(ENTRY);
        record.lines.add(LINE);
        CloseRunner runner = runner();
        clock.set(DUE);
        runner.lookAtAll();

        clock.set(DUE.plus(Duration.ofDays(2)));
        runner.lookAtAll();
        runner.lookAtAll();

        assertThat(closes.told()).containsExactly("2026-01-01", "2026-01-02", "2026-01-03");
        assertThat(closes.find(DAY.plusDays(1)).orElseThrow().of(GatewayName.ECPAY))
                .hasValueSatisfying(close -> assertThat(close.isClosed()).isTrue());
        assertThat(record.reads).isEqualTo(3);
    }

    /** Also where an administrator asked for a day that is long gone. */
    @Test
    void aShopThatNeverClosedADayMakesUpForNone() {
        CloseRunner runner = runner();
        clock.set(DUE);
        closes.ask(DAY.minusDays(2), Set.of(GatewayName.ECPAY), DUE, "owner");

        runner.lookAtAll();

        assertThat(closes.told()).containsExactly("2026-01-01 silent");
        assertThat(closes.find(DAY.minusDays(1))).isEmpty();
    }

    @Test
    void afterALongTimeAWeekIsMadeUpFor() {
        CloseRunner runner = runner();
        clock.set(DUE);
        runner.lookAtAll();

        clock.set(DUE.plus(Duration.ofDays(20)));
        runner.lookAtAll();

        assertThat(closes.told())
                .containsExactly(
                        "2026-01-01 silent",
                        "2026-01-15 silent",
                        "2026-01-16 silent",
                        "2026-01-17 silent",
                        "2026-01-18 silent",
                        "2026-01-19 silent",
                        "2026-01-20 silent",
                        "2026-01-21 silent");
    }

    @Test
    void ofTwoRunnersOneCloses() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CloseRunner first = runner(new SlowRecord(reading, goOn));
        clock.set(DUE);
        Thread slow = Thread.ofVirtual().start(first::lookAtAll);
        assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();

        runner().lookAtAll();
        assertThat(record.reads).as("the other one is at it").isZero();

        goOn.countDown();
        assertThat(slow.join(Duration.ofSeconds(10))).isTrue();
        runner().lookAtAll();
        assertThat(record.reads).as("it is closed").isZero();
        assertThat(closes.told()).hasSize(1);
    }

    @Test
    void whoeverHasLostTheLeaseKeepsNothingAndTellsNothing() throws Exception {
        books.add(ENTRY);
        record.lines.add(LINE);
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CloseRunner first = runner(new SlowRecord(reading, goOn));
        clock.set(DUE);
        Thread slow = Thread.ofVirtual().start(first::lookAtAll);
        assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();

        // It hangs for longer than its lease; the second one has closed and gone when it wakes.
        clock.set(DUE.plus(Duration.ofMinutes(4)));
        runner().lookAtAll();
        GatewayClose kept = closes.find(DAY).orElseThrow().of(GatewayName.ECPAY).orElseThrow();
        goOn.countDown();
        assertThat(slow.join(Duration.ofSeconds(10))).isTrue();

        assertThat(closes.find(DAY).orElseThrow().of(GatewayName.ECPAY)).hasValue(kept);
        assertThat(kept.found()).as("the slow one's record has nothing").isZero();
        assertThat(closes.told()).containsExactly("2026-01-01");
    }

    @Test
    void anErrorEndsOneLookAndNotTheLoop() throws Exception {
        clock.set(DUE);
        BrokenOnce failing = new BrokenOnce();
        CloseRunner runner =
                new CloseRunner(
                        closing(List.of(record)),
                        closes,
                        failing,
                        config(Duration.ofMillis(10)),
                        clock);

        runner.start();
        try {
            long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (closes.told().isEmpty()) {
                assertThat(System.nanoTime()).as("waited too long").isLessThan(giveUp);
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        } finally {
            runner.close();
        }

        assertThat(failing.isBroken()).isTrue();
        assertThat(closes.told()).containsExactly("2026-01-01 silent");
    }

    @Test
    void whatWasAskedForIsDoneOnce() {
        closes.ask(DAY, Set.of(GatewayName.ECPAY), DUE, "somebody");
        CloseRunner runner = runner();

        runner.lookAtRequests();
        runner.lookAtRequests();

        assertThat(record.reads).isEqualTo(1);
        assertThat(closes.asked()).isEmpty();
    }
}
