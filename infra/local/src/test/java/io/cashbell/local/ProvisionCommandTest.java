package io.cashbell.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvisionCommandTest {
    @Test
    void itTellsWhatServicesTakeAndNoMore() {
        assertThat(
                        ProvisionCommand.servicesOwn(
                                Map.of(
                                        "PAYMENT_QUEUE_URL", "http://localhost/payment",
                                        "PAYMENT_QUEUE_DEAD_LETTERS_URL", "http://localhost/dead",
                                        "ORDER_EVENTS_TO_PAYMENT_QUEUE_DEAD_LETTERS_URL",
                                                "http://localhost/lost",
                                        "NOTIFICATION_TABLE", "notification")))
                .containsExactly(
                        Map.entry("NOTIFICATION_TABLE", "notification"),
                        Map.entry("PAYMENT_QUEUE_URL", "http://localhost/payment"));
    }
}
