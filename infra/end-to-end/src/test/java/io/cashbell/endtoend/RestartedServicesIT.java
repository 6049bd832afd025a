package io.cashbell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.endtoend.shop.Mailbox.Mail;
import io.cashbell.endtoend.shop.Shop;
import io.cashbell.endtoend.shop.ShopExtension;
import io.cashbell.endtoend.shop.Tap;
import io.cashbell.local.process.Service;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each service in turn is asked to stop while two hundred orders are under way, as a new version is
 * rolled out. Unlike a crash it ends what it has begun, so there is no copy of any mail.
 */
@Tag("proof")
@ExtendWith(ShopExtension.class)
class RestartedServicesIT {
    /** So many pay between one stop and the next. */
    private static final int PAID_BETWEEN = 40;

    private static final Duration QUIET = Duration.ofSeconds(30);

    private final Shop shop;

    RestartedServicesIT(Shop shop) {
        this.shop = shop;
    }

    @AfterEach
    void everythingIsUpAgain() {
        shop.awaitReady();
    }

    @Test
    @Tag("S1-9")
    @Tag("S3-4")
    void aRollingRestartLosesNothingAndRepeatsNothing() {
        try (var payments = shop.tapPaymentEvents()) {
            var journeys = Journeys.begin(shop);
            var paid = 0;
            for (var service : Service.values()) {
                paid += PAID_BETWEEN;
                journeys.awaitPaid(paid);
                shop.stop(service);
                journeys.assertUnderWay();
                assertThat(shop.queue(service).taken())
                        .as("messages that the %s service had begun", service)
                        .isZero();
                shop.startAgain(service);
                shop.awaitReady();
            }

            var ids = journeys.arrive(payments);

            // Whoever had told or mailed anything twice would have done so by now.
            shop.awaitQuiet(QUIET);
            var confirmed = payments.events("payment.confirmed.v1");
            assertThat(confirmed.stream().map(Tap.Event::orderId).distinct())
                    .hasSameElementsAs(ids);
            assertThat(confirmed.stream().map(Tap.Event::id).distinct())
                    .as("payments, copies of an event counted once")
                    .hasSize(Journeys.ORDERS);
            assertThat(payments.events("payment.disputed.v1")).isEmpty();
            assertThat(journeys.mails(ids).stream().map(Mail::orderId))
                    .as("mails, copies too")
                    .containsExactlyInAnyOrderElementsOf(ids);
            for (var service : Service.values()) {
                assertThat(shop.deadLetters(service).size())
                        .as("dead letters of %s", service)
                        .isZero();
            }
        }
    }
}
