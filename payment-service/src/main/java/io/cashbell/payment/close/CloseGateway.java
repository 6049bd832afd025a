package io.cashbell.payment.close;

import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.BusinessDay;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payments;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.Gateways;
import io.cashbell.payment.gateway.NoStatementException;
import io.cashbell.payment.gateway.PaymentGateway;
import io.cashbell.payment.gateway.QueryPace;
import io.cashbell.payment.gateway.RefundLine;
import io.cashbell.payment.gateway.Statement;
import io.cashbell.payment.settlement.SettleNotice;
import io.cashbell.payment.settlement.Settlement;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes one gateway's day: compares, settles what was paid there and is open here, and keeps the
 * rest for a person. Done again it finds the same, and what it repaired is equal by then.
 */
@Singleton
class CloseGateway {

    private static final Logger log = LoggerFactory.getLogger(CloseGateway.class);

    /** So many differences are looked into and kept; a day with more has another trouble. */
    private static final int MOST_KEPT = 1_000;

    private static final int SHOWN = 20;

    private final Books books;
    private final Closes closes;
    private final Payments payments;
    private final Gateways gateways;
    private final List<Statement> statements;
    private final SettleNotice settlements;
    private final CompareRefunds refunds;
    private final QueryPace pace;
    private final MeterRegistry meters;
    private final Clock clock;

    CloseGateway(
            Books books,
            Closes closes,
            Payments payments,
            Gateways gateways,
            List<Statement> statements,
            SettleNotice settlements,
            CompareRefunds refunds,
            QueryPace pace,
            MeterRegistry meters,
            Clock clock) {
        this.books = books;
        this.closes = closes;
        this.payments = payments;
        this.gateways = gateways;
        this.statements = List.copyOf(statements);
        this.settlements = settlements;
        this.refunds = refunds;
        this.pace = pace;
        this.meters = meters;
        this.clock = clock;
    }

    /** The gateways whose days can be closed: those that this installation has keys of. */
    List<GatewayName> offered() {
        return Arrays.stream(GatewayName.values())
                .filter(name -> gateways.named(name).isPresent())
                .toList();
    }

    /**
     * Closes the day and keeps the outcome, also when it could not be closed; a failure takes
     * nothing from a close that is kept.
     *
     * @param ours whether this instance is still the one that closes; asked before anything is kept
     * @return whether it is kept; where it is not, another instance closes this day
     */
    boolean close(GatewayName name, LocalDate date, BooleanSupplier ours) {
        Optional<GatewayClose> before = closes.find(date).flatMap(day -> day.of(name));
        int tries = 1 + before.map(GatewayClose::tries).orElse(0);
        GatewayClose close;
        List<Difference> differences = List.of();
        try {
            Comparison comparison = compared(name, date);
            differences = comparison.differences();
            close = closed(name, tries, comparison);
        } catch (NoStatementException none) {
            close = GatewayClose.failed(name, now(), tries, none.reason());
        } catch (RuntimeException failure) {
            log.atError()
                    .addKeyValue("gateway", name.path())
                    .addKeyValue("date", date)
                    .setCause(failure)
                    .log("A day could not be closed");
            close = GatewayClose.failed(name, now(), tries, "failed");
        }
        GatewayClose tried = close;
        GatewayClose kept =
                before.filter(good -> good.isClosed() && !tried.isClosed())
                        .map(good -> good.triedAgain(tried))
                        .orElse(tried);
        if (!ours.getAsBoolean() || !closes.keep(date, kept, differences)) {
            log.atWarn()
                    .addKeyValue("gateway", name.path())
                    .addKeyValue("date", date)
                    .log("Another instance closes this day; nothing of this close is kept");
            return false;
        }
        report(date, close);
        return true;
    }

    private Comparison compared(GatewayName name, LocalDate date) throws NoStatementException {
        PaymentGateway gateway =
                gateways.named(name).orElseThrow(() -> new NoStatementException("not-offered"));
        BusinessDay day = new BusinessDay(date, name.currency());
        DailyClose comparison = new DailyClose(MOST_KEPT);
        books.paidOn(gateway.merchant(), day, comparison::here);
        List<RefundLine> givenBack = new ArrayList<>();
        statement(gateway).read(day, comparison::there, givenBack::add);
        Comparison payments = comparison.end();
        List<Difference> settled = settled(name, payments.differences());
        // After the payments: what was found paid just now has its refunds, too.
        List<Difference> unequal =
                givenBack.stream()
                        .flatMap(
                                line ->
                                        refunds
                                                .compare(
                                                        line,
                                                        comparison
                                                                .entry(line.attempt())
                                                                .map(BookEntry::orderId)
                                                                .orElse(null))
                                                .stream())
                        .toList();
        return payments.with(settled, unequal, MOST_KEPT);
    }

    private Statement statement(PaymentGateway gateway) {
        return statements.stream()
                .filter(statement -> statement.gateway() == gateway.name())
                .findFirst()
                .orElseGet(() -> new AskedStatement(gateway, books, payments, pace));
    }

    private List<Difference> settled(GatewayName name, List<Difference> differences) {
        PaymentGateway gateway = gateways.named(name).orElseThrow();
        Statement statement = statement(gateway);
        List<Difference> settled = new ArrayList<>();
        for (Difference difference : differences) {
            settled.add(
                    switch (difference.heap()) {
                        case PAID_THERE ->
                                difference.settled(
                                        pace.awaitTurn(name)
                                                ? settle(statement, difference)
                                                : "not-asked");
                        case PAID_HERE ->
                                difference.settled(
                                        pace.awaitTurn(name)
                                                ? ask(gateway, difference)
                                                : "not-asked");
                        case EQUAL, DIFFERENT -> difference;
                    });
        }
        return settled;
    }

    /** Through the same door as a callback; what that says is what the person reads. */
    private String settle(Statement statement, Difference difference) {
        String order = difference.orderId();
        return statement
                .confirm(difference.attempt(), order == null ? null : new OrderId(order))
                .map(settlements::settle)
                .map(Settlement::label)
                .orElse("not-confirmed");
    }

    /** What the gateway says of a payment that is not in its record; changes nothing here. */
    private String ask(PaymentGateway gateway, Difference difference) {
        String order = Objects.requireNonNull(difference.orderId(), "our books know the order");
        return payments.find(new OrderId(order))
                .flatMap(
                        payment ->
                                payment.attempts().values().stream()
                                        .filter(
                                                attempt ->
                                                        attempt.number()
                                                                .equals(
                                                                        new AttemptNumber(
                                                                                difference
                                                                                        .attempt())))
                                        .findFirst()
                                        .map(attempt -> gateway.query(payment, attempt)))
                .map(CloseGateway::word)
                .orElse("not-found");
    }

    private static String word(GatewayAnswer answer) {
        return switch (answer) {
            case GatewayAnswer.Paid _ -> "paid";
            case GatewayAnswer.Declined _, GatewayAnswer.Unused _ -> "not-paid";
            case GatewayAnswer.Pending _ -> "pending";
            case GatewayAnswer.Unknown _ -> "unknown";
        };
    }

    private GatewayClose closed(GatewayName name, int tries, Comparison comparison) {
        List<Difference> settled = comparison.differences();
        return new GatewayClose(
                name,
                now(),
                tries,
                null,
                comparison.totals(),
                comparison.found(),
                settled.stream()
                        .filter(d -> Settlement.CONFIRMED.label().equals(d.settled()))
                        .count(),
                settled.subList(0, Math.min(SHOWN, settled.size())),
                settled.size(),
                null);
    }

    private void report(LocalDate date, GatewayClose close) {
        meters.counter(
                        "payment.day.closes",
                        "gateway",
                        close.gateway().path(),
                        "outcome",
                        close.isClosed() ? "closed" : "failed")
                .increment();
        meters.counter("payment.day.differences", "gateway", close.gateway().path())
                .increment((double) close.found());
        (close.isClosed() && close.found() == 0 ? log.atInfo() : log.atWarn())
                .addKeyValue("gateway", close.gateway().path())
                .addKeyValue("date", date)
                .addKeyValue("failure", close.failure())
                .addKeyValue("differences", close.found())
                .addKeyValue("repaired", close.repaired())
                .log("A day was laid beside the gateway's record");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
