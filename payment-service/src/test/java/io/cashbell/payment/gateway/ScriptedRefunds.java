package io.cashbell.payment.gateway;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.Capture;
import io.cashbell.payment.Money;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentFixtures;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** Gives money back as the test wrote it, each line once; remembers what it was asked. */
public final class ScriptedRefunds implements RefundingGateway {

    private final Queue<RefundPlan> plans = new ArrayDeque<>();
    private final Queue<RefundAnswer> answers = new ArrayDeque<>();
    private final Queue<RefundAnswer> standings = new ArrayDeque<>();
    private final Queue<Runnable> meanwhile = new ArrayDeque<>();
    private final Queue<Runnable> calling = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();

    public ScriptedRefunds plans(RefundPlan... next) {
        plans.addAll(List.of(next));
        return this;
    }

    public ScriptedRefunds answers(RefundAnswer... next) {
        answers.addAll(List.of(next));
        return this;
    }

    public ScriptedRefunds stands(RefundAnswer... next) {
        standings.addAll(List.of(next));
        return this;
    }

    /** What happens elsewhere while the next plan is made. */
    public ScriptedRefunds meanwhile(Runnable something) {
        meanwhile.add(something);
        return this;
    }

    /** What happens between the next call and its answer. */
    public ScriptedRefunds beforeItAnswers(Runnable something) {
        calling.add(something);
        return this;
    }

    /** Such as {@code plan}, {@code refund void}, {@code standing void}. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** An installation that has this gateway alone. */
    public Gateways alone() {
        return new Gateways(List.of(this), List.of());
    }

    @Override
    public RefundPlan plan(Payment payment, Capture capture, Refund refund) {
        asked.add("plan");
        Optional.ofNullable(meanwhile.poll()).ifPresent(Runnable::run);
        return plans.remove();
    }

    @Override
    public RefundAnswer refund(Payment payment, Capture capture, Refund refund, RefundStep step) {
        asked.add("refund " + step.action());
        Optional.ofNullable(calling.poll()).ifPresent(Runnable::run);
        return answers.remove();
    }

    @Override
    public RefundAnswer standing(Payment payment, Capture capture, Refund refund, RefundStep step) {
        asked.add("standing " + step.action());
        return standings.remove();
    }

    @Override
    public GatewayName name() {
        return GatewayName.ECPAY;
    }

    @Override
    public Set<PaymentMethod> methods() {
        return Set.of(PaymentFixtures.fresh().method());
    }

    @Override
    public String merchant() {
        return PaymentFixtures.MERCHANT;
    }

    @Override
    public boolean takes(PaymentMethod method, Money amount) {
        return true;
    }

    @Override
    public SessionAnswer open(Payment payment, Attempt attempt, Device device) {
        throw new IllegalStateException("nobody visits here");
    }

    @Override
    public GatewayAnswer query(Payment payment, Attempt attempt) {
        throw new IllegalStateException("nobody asks here");
    }
}
