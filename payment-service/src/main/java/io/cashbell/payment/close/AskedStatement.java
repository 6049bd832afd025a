package io.cashbell.payment.close;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.BusinessDay;
import io.cashbell.payment.Claim;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Money;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.Payments;
import io.cashbell.payment.gateway.GatewayAccount;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayAnswer.Declined;
import io.cashbell.payment.gateway.GatewayAnswer.Paid;
import io.cashbell.payment.gateway.GatewayAnswer.Pending;
import io.cashbell.payment.gateway.GatewayAnswer.Unknown;
import io.cashbell.payment.gateway.GatewayAnswer.Unused;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.GatewayNotice;
import io.cashbell.payment.gateway.NoStatementException;
import io.cashbell.payment.gateway.PaymentGateway;
import io.cashbell.payment.gateway.QueryPace;
import io.cashbell.payment.gateway.RefundLine;
import io.cashbell.payment.gateway.RefundLine.Outcome;
import io.cashbell.payment.gateway.Statement;
import io.cashbell.payment.gateway.StatementLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The record of a gateway that keeps none for its shops, as KakaoPay: it is asked about every
 * payment of ours, those that are paid by our books and those that are open.
 */
final class AskedStatement implements Statement {

    /** Whoever gives all the money back has had it. */
    private static final String GIVEN_BACK = "given-back";

    private static final String NO_ANSWER = "no-answer";
    private static final int AT_ONCE = 8;

    /**
     * @param attempt null: every attempt of the order
     */
    private record Question(OrderId orderId, @Nullable AttemptNumber attempt) {}

    private final PaymentGateway gateway;
    private final Books books;
    private final Payments payments;
    private final QueryPace pace;

    AskedStatement(PaymentGateway gateway, Books books, Payments payments, QueryPace pace) {
        this.gateway = gateway;
        this.books = books;
        this.payments = payments;
        this.pace = pace;
    }

    @Override
    public GatewayName gateway() {
        return gateway.name();
    }

    @Override
    public void read(BusinessDay day, Consumer<StatementLine> lines, Consumer<RefundLine> refunds)
            throws NoStatementException {
        List<Question> questions = new ArrayList<>();
        books.paidOn(
                gateway.merchant(),
                day,
                entry -> questions.add(new Question(entry.orderId(), entry.attempt())));
        books.open(order -> questions.add(new Question(order, null)));
        AtomicReference<@Nullable String> failure = new AtomicReference<>();
        Semaphore places = new Semaphore(AT_ONCE);
        try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Question question : questions) {
                places.acquire();
                asking.execute(
                        () -> {
                            try {
                                if (failure.get() == null) {
                                    ask(question, day, lines, refunds);
                                }
                            } catch (NoStatementException none) {
                                failure.compareAndSet(null, none.reason());
                            } catch (RuntimeException | Error broken) {
                                failure.compareAndSet(null, "failed");
                            } finally {
                                places.release();
                            }
                        });
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NoStatementException("stopped", stopped);
        }
        String reason = failure.get();
        if (reason != null) {
            throw new NoStatementException(reason);
        }
    }

    private void ask(
            Question question,
            BusinessDay day,
            Consumer<StatementLine> lines,
            Consumer<RefundLine> refunds)
            throws NoStatementException {
        Payment payment = payments.find(question.orderId()).orElse(null);
        if (payment == null || !gateway.methods().contains(payment.method())) {
            return;
        }
        // Looked after for another reason than its money, which the books have.
        if (question.attempt() == null && payment.state() instanceof Confirmed) {
            return;
        }
        for (Attempt attempt : attempts(payment, question.attempt())) {
            if (!pace.awaitTurn(gateway.name())) {
                throw new NoStatementException("too-slow");
            }
            GatewayAccount account = gateway.account(payment, attempt);
            Optional<StatementLine> line = line(payment, attempt, account.answer(), day, question);
            if (line.isPresent()) {
                synchronized (this) {
                    lines.accept(line.get());
                    givenBack(payment, attempt, account, line.get()).ifPresent(refunds);
                }
            }
        }
    }

    /** Nothing to compare where nothing went back, there or here. */
    private static Optional<RefundLine> givenBack(
            Payment payment, Attempt attempt, GatewayAccount account, StatementLine line) {
        Money amount = account.givenBack();
        return amount == null || (amount.minorUnits() == 0 && payment.refunds().isEmpty())
                ? Optional.empty()
                : Optional.of(
                        new RefundLine(
                                attempt.number().value(),
                                payment.orderId(),
                                null,
                                amount,
                                Outcome.BACK,
                                line.standing()));
    }

    private Collection<Attempt> attempts(Payment payment, @Nullable AttemptNumber one) {
        return payment.attempts().values().stream()
                .filter(attempt -> one == null || attempt.number().equals(one))
                .filter(attempt -> attempt.merchant().equals(gateway.merchant()))
                .toList();
    }

    /** Of an open payment only money makes a line; of one in our books, any answer. */
    private static Optional<StatementLine> line(
            Payment payment,
            Attempt attempt,
            GatewayAnswer answer,
            BusinessDay day,
            Question question)
            throws NoStatementException {
        boolean inBooks = question.attempt() != null;
        return switch (answer) {
            case Paid(var reference, var amount, var paidAt, _) ->
                    inBooks || day.contains(paidAt)
                            ? Optional.of(
                                    new StatementLine(
                                            attempt.number().value(),
                                            reference,
                                            payment.methodOf(attempt),
                                            amount,
                                            true,
                                            "paid",
                                            payment.orderId()))
                            : Optional.empty();
            case Declined(var reason, var code) ->
                    inBooks
                            ? Optional.of(said(payment, attempt, code, reason.equals(GIVEN_BACK)))
                            : Optional.empty();
            case Unused(var code) ->
                    inBooks ? Optional.of(said(payment, attempt, code, false)) : Optional.empty();
            case Pending(var code, _) ->
                    inBooks ? Optional.of(said(payment, attempt, code, false)) : Optional.empty();
            case Unknown(var code) -> {
                // No word about one payment is not the word that it was not paid.
                if (code.equals(NO_ANSWER)) {
                    throw new NoStatementException(NO_ANSWER);
                }
                yield inBooks ? Optional.of(said(payment, attempt, code, false)) : Optional.empty();
            }
        };
    }

    private static StatementLine said(Payment payment, Attempt attempt, String code, boolean paid) {
        Money amount = payment.amount();
        return new StatementLine(
                attempt.number().value(),
                paid ? reference(payment) : null,
                payment.methodOf(attempt),
                amount,
                paid,
                code,
                payment.orderId());
    }

    private static @Nullable GatewayReference reference(Payment payment) {
        return payment.state() instanceof Confirmed confirmed ? confirmed.reference() : null;
    }

    @Override
    public Optional<GatewayNotice> confirm(String attempt, @Nullable OrderId orderId) {
        if (orderId == null || !AttemptNumber.isAttemptNumber(attempt)) {
            return Optional.empty();
        }
        return payments.find(orderId)
                .flatMap(
                        payment ->
                                attempts(payment, new AttemptNumber(attempt)).stream()
                                        .findFirst()
                                        .map(one -> gateway.query(payment, one)))
                .filter(Paid.class::isInstance)
                .map(Paid.class::cast)
                .map(
                        paid ->
                                new GatewayNotice(
                                        orderId,
                                        new Claim(
                                                gateway.merchant(),
                                                new AttemptNumber(attempt),
                                                paid.amount(),
                                                paid.reference()),
                                        false,
                                        paid));
    }
}
