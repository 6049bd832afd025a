package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two instances over one table notice the same, and the world hears of it once. */
@Timeout(120)
@ExtendWith(BackendExtension.class)
class WarningsIT {

    private static final int TIMES = 20;

    private final LiveShop one;
    private final LiveShop other;

    WarningsIT(Resources resources) {
        this.one = LiveShop.open(resources, Map.of());
        this.other = LiveShop.open(resources, Map.of());
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void eachWarningIsToldOnceThoughItIsNoticedTwentyTimesByTwoInstances() {
        for (Warning warning : Warning.values()) {
            for (int i = 0; i < TIMES; i++) {
                String gateway = gateway(warning);
                one.bean(Warnings.class).notice(warning, gateway);
                other.bean(Warnings.class).notice(warning, gateway);
            }
        }

        LiveShop.until("all are told", () -> told(false).size() >= Warning.values().length);

        assertThat(told(false).stream().map(event -> event.at("/data/warning").asText()))
                .as("and none twice")
                .containsExactlyInAnyOrderElementsOf(
                        List.of(Warning.values()).stream().map(Warning::code).toList());
        assertThat(told(false))
                .allSatisfy(
                        event ->
                                assertThat(event.at("/subject").asText())
                                        .isEqualTo(
                                                "warning-"
                                                        + event.at("/data/gateway").asText("shop")
                                                        + "-"
                                                        + event.at("/data/warning").asText()));
    }

    /** Past the memory of either instance, so that the table alone decides. */
    @Test
    void theTableLetsOneOfFortyWritersADayTell() {
        Instant first = Instant.now().truncatedTo(ChronoUnit.MILLIS);

        assertThat(tellAtOnce(first)).isEqualTo(1);
        assertThat(tellAtOnce(first.plus(ToldWarnings.QUIET).minusMillis(1))).isZero();
        assertThat(tellAtOnce(first.plus(ToldWarnings.QUIET))).isEqualTo(1);

        LiveShop.until("both are told", () -> told(true).size() == 2);
        assertThat(told(true))
                .extracting(event -> event.at("/data/firstSeen").asText())
                .as("when it began is not forgotten")
                .containsOnly(first.toString());
        assertThat(told(true))
                .extracting(event -> event.at("/sequence").asText())
                .containsExactlyInAnyOrder("1", "2");
    }

    private int tellAtOnce(Instant now) {
        AtomicInteger told = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2 * TIMES; i++) {
                LiveShop shop = i % 2 == 0 ? one : other;
                threads.execute(
                        () -> {
                            if (shop.bean(ToldWarnings.class)
                                    .tell(Warning.KEYS_REFUSED, "kakaopay", now)) {
                                told.incrementAndGet();
                            }
                        });
            }
        }
        return told.get();
    }

    private static @Nullable String gateway(Warning warning) {
        return switch (warning) {
            case PRIVATE_ADDRESS -> null;
            case KEY_UNKNOWN, CERTIFICATE_ENDING -> "wechatpay";
            case CALLBACKS_MISSING, SIMULATED_NOTICE, ADDRESS_WITH_PORT, KEYS_REFUSED -> "ecpay";
        };
    }

    /** Of KakaoPay or of the others. Each satisfies its schema, or listening to it fails. */
    private List<JsonNode> told(boolean ofKakaopay) {
        try {
            return one.told().stream()
                    .filter(event -> event.at("/type").asText().equals("payment.warning-raised.v1"))
                    .filter(
                            event ->
                                    ofKakaopay
                                            == event.at("/data/gateway")
                                                    .asText()
                                                    .equals("kakaopay"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
