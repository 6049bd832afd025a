package io.cashbell.payment.warning;

import io.cashbell.payment.CallbackId;
import io.cashbell.payment.Callbacks;
import io.cashbell.payment.KeptCallback;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.Warning;
import io.cashbell.payment.Warnings;
import io.cashbell.payment.gateway.GatewayCallback.Reading;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.Gateways;
import io.cashbell.payment.gateway.RefusalReason;
import io.cashbell.web.settings.ShopEnvironment;
import io.micronaut.context.annotation.Property;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What callbacks that come, or do not come, say about the shop. */
@Singleton
public class CallbackWarnings {

    private static final Logger log = LoggerFactory.getLogger(CallbackWarnings.class);

    /** So long no callback has come when somebody is told. */
    private static final Duration SILENCE = Duration.ofDays(1);

    private static final int PAGE = 100;

    /** A shop that hears more than this in a day from its other gateways is not looked through. */
    private static final int MOST_PAGES = 100;

    /** Outcomes of what was not verified: anybody may have sent it. */
    private static final Set<String> UNVERIFIED =
            Arrays.stream(RefusalReason.values())
                    .filter(reason -> reason != RefusalReason.UNREADABLE)
                    .map(RefusalReason::label)
                    .collect(Collectors.toUnmodifiableSet());

    private final Warnings warnings;
    private final Callbacks callbacks;
    private final Gateways gateways;
    private final ShopEnvironment environment;
    private final ExecutorService threads;
    private final Clock clock;
    private final OncePerHour<GatewayName> turns;

    CallbackWarnings(
            Warnings warnings,
            Callbacks callbacks,
            Gateways gateways,
            @Property(name = "shop.environment") ShopEnvironment environment,
            @Named(TaskExecutors.VIRTUAL) ExecutorService threads,
            Clock clock) {
        this.warnings = warnings;
        this.callbacks = callbacks;
        this.gateways = gateways;
        this.environment = environment;
        this.threads = threads;
        this.clock = clock;
        this.turns = new OncePerHour<>(clock);
    }

    /** A callback was read. */
    public void heard(GatewayName gateway, Reading reading) {
        switch (reading) {
            case Reading.Verified(var notice)
                    when notice.simulated() && environment == ShopEnvironment.PRODUCTION ->
                    warnings.notice(Warning.SIMULATED_NOTICE, gateway.path());
            case Reading.Refused(var reason) when reason == RefusalReason.UNKNOWN_KEY ->
                    warnings.notice(Warning.KEY_UNKNOWN, gateway.path());
            default -> {}
        }
    }

    /**
     * A payment was found paid, and no callback had said so. Looks, beside the caller, whether any
     * of that gateway came within the last day.
     */
    public void foundPaid(GatewayName gateway, PaymentMethod method) {
        // ECPay, page 2874: stores report what was paid by barcode two days later.
        if (method.equals(PaymentMethod.ECPAY_BARCODE)
                || gateways.callbackOf(gateway).isEmpty()
                || !turns.take(gateway)) {
            return;
        }
        try {
            threads.execute(() -> look(gateway));
        } catch (RejectedExecutionException stopping) {
            turns.giveBack(gateway);
        }
    }

    private void look(GatewayName gateway) {
        try {
            if (isSilent(gateway)) {
                warnings.notice(Warning.CALLBACKS_MISSING, gateway.path());
            }
        } catch (RuntimeException failure) {
            turns.giveBack(gateway);
            log.atWarn()
                    .addKeyValue("gateway", gateway.path())
                    .setCause(failure)
                    .log("Whether callbacks come could not be looked up");
        }
    }

    private boolean isSilent(GatewayName gateway) {
        Instant now = clock.instant();
        Instant oldest = now.minus(SILENCE);
        @Nullable CallbackId before = CallbackId.firstAt(now.plusMillis(1));
        for (int page = 0; page < MOST_PAGES && before != null; page++) {
            Callbacks.Page found = callbacks.before(before, oldest, PAGE);
            if (found.callbacks().stream().anyMatch(kept -> isFrom(gateway, kept, oldest))) {
                return false;
            }
            before = found.next();
        }
        return before == null;
    }

    private static boolean isFrom(GatewayName gateway, KeptCallback kept, Instant oldest) {
        return kept.gateway().equals(gateway.path())
                && !kept.at().isBefore(oldest)
                && !UNVERIFIED.contains(kept.outcome());
    }
}
