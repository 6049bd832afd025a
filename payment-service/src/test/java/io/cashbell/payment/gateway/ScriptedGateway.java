package io.cashbell.payment.gateway;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.Money;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentFixtures;
import io.cashbell.payment.PaymentMethod;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Says what the test wrote for it, remembers what it was asked, and takes money when told to. */
public final class ScriptedGateway implements ApprovingGateway {

    private final Map<AttemptNumber, GatewayAnswer> standings = new ConcurrentHashMap<>();
    private final Map<AttemptNumber, GatewayAnswer> approvals = new ConcurrentHashMap<>();
    private volatile boolean reachable = true;
    private volatile Duration grace = Duration.ZERO;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> meanwhile = new ConcurrentLinkedQueue<>();

    /** What {@link #query} says of an attempt from now on. */
    public void stands(AttemptNumber attempt, GatewayAnswer answer) {
        standings.put(attempt, answer);
    }

    /** What {@link #approve} says of an attempt from now on. */
    public void approves(AttemptNumber attempt, GatewayAnswer answer) {
        approvals.put(attempt, answer);
    }

    /** Whether a call of {@link #approve} is sent from now on. */
    public void isReachable(boolean reachable) {
        this.reachable = reachable;
    }

    /** What happens elsewhere while the next {@link #query} is answered. */
    public void meanwhile(Runnable something) {
        meanwhile.add(something);
    }

    /** For how long after the deadline it may tell of money, from now on. */
    public void tellsWithin(Duration grace) {
        this.grace = grace;
    }

    /** The questions in their order, such as {@code query FIRSTATTEMPT00000001}. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** An installation that has this gateway alone. */
    public Gateways alone() {
        return new Gateways(List.of(this), List.of());
    }

    /** The same gateway as one that takes the money by itself, without being asked to. */
    public Gateways aloneAndUnasked() {
        return new Gateways(
                List.of(
                        (PaymentGateway)
                                Proxy.newProxyInstance(
                                        PaymentGateway.class.getClassLoader(),
                                        new Class<?>[] {PaymentGateway.class},
                                        (_, method, arguments) -> method.invoke(this, arguments))),
                List.of());
    }

    /** An installation that has this gateway alone, which calls back so. */
    public Gateways calling(GatewayCallback callback) {
        return new Gateways(List.of(this), List.of(callback));
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
        asked.add("query " + attempt.number());
        Optional.ofNullable(meanwhile.poll()).ifPresent(Runnable::run);
        return written(standings, attempt);
    }

    @Override
    public Duration grace(Payment payment, Attempt attempt) {
        return grace;
    }

    @Override
    public Approval approve(Payment payment, Attempt attempt, String proof) {
        if (!reachable) {
            return new Approval.NotSent();
        }
        asked.add("approve " + attempt.number() + " " + proof);
        return new Approval.Asked(written(approvals, attempt));
    }

    private static GatewayAnswer written(
            Map<AttemptNumber, GatewayAnswer> script, Attempt attempt) {
        GatewayAnswer answer = script.get(attempt.number());
        if (answer == null) {
            throw new IllegalStateException("the test expects nobody to ask this");
        }
        return answer;
    }
}
