package io.cashbell.local.gateway.ecpay;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.cashbell.local.gateway.ecpay.Callback.Forgery;
import io.cashbell.local.gateway.ecpay.TradeDesk.Telling;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The optional body of a command about a trade. */
record TradeCommand(
        @Nullable Integer callbacks,
        @Nullable Long delayMillis,
        @JsonAlias("forge") @Nullable String forgery,
        @Nullable Long amount,
        @Nullable Boolean simulated,
        @Nullable Boolean afterDeadline,
        @Nullable Boolean keepOpen,
        @Nullable String code,
        @Nullable String method,
        @Nullable String sub,
        @Nullable Integer instalments,
        @Nullable Boolean unionPay) {

    Telling telling() {
        return new Telling(
                callbacks == null ? 1 : callbacks,
                Duration.ofMillis(delayMillis == null ? 0 : delayMillis),
                forgery(forgery),
                callbacks != null);
    }

    boolean is(@Nullable Boolean option) {
        return option != null && option;
    }

    private static Forgery forgery(@Nullable String spelled) {
        if (spelled == null) {
            return Forgery.NONE;
        }
        return Arrays.stream(Forgery.values())
                .filter(forgery -> forgery.name().equals(spelled.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "forgery must be one of "
                                                + Arrays.stream(Forgery.values())
                                                        .map(Forgery::spelled)
                                                        .collect(Collectors.joining(", "))));
    }
}
