package io.cashbell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.endtoend.shop.Mailbox.Mail;
import io.cashbell.endtoend.shop.Shop;
import io.cashbell.endtoend.shop.ShopExtension;
import io.cashbell.endtoend.shop.Tap;
import io.cashbell.local.process.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service dies without a word while two hundred orders are under way, and comes back. */
@Tag("proof")
@ExtendWith(ShopExtension.class)
class KilledServicesIT {
    /** Orders are being placed, paid for and told of: each kind of work is cut in the middle. */
    private static final int PAID_BEFORE_THE_KILL = 60;

    private final Shop shop;

    KilledServicesIT(Shop shop) {
        this.shop = shop;
    }

    @AfterEach
    void everythingIsUpAgain() {
        shop.awaitReady();
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    @Tag("S1-9")
    @Tag("S3-4")
    void noOrderIsLostAndNoneIsPaidTwice(Service victim) {
        try (var orders = shop.tapOrderEvents();
                var payments = shop.tapPaymentEvents()) {
            var journeys = Journeys.begin(shop);
            journeys.awaitPaid(PAID_BEFORE_THE_KILL);
            shop.kill(victim);
            journeys.assertUnderWay();
            shop.startAgain(victim);

            var ids = journeys.arrive(payments);

            assertThat(
                            orders.events("order.created.v1").stream()
                                    .map(Tap.Event::orderId)
                                    .distinct())
                    .as("orders that there are")
                    .hasSameElementsAs(ids);
            var confirmed = payments.events("payment.confirmed.v1");
            assertThat(confirmed.stream().map(Tap.Event::orderId).distinct())
                    .hasSameElementsAs(ids);
            assertThat(confirmed.stream().map(Tap.Event::id).distinct())
                    .as("payments, copies of an event counted once")
                    .hasSize(Journeys.ORDERS);
            assertThat(confirmed.stream().map(Tap.Event::body).distinct())
                    .as("copies are the same byte for byte")
                    .hasSize(Journeys.ORDERS);
            assertThat(payments.events("payment.disputed.v1")).isEmpty();
            assertThat(journeys.mails(ids).stream().map(Mail::messageId).distinct())
                    .as("mails, copies counted once")
                    .hasSize(Journeys.ORDERS);
            for (var service : Service.values()) {
                assertThat(shop.deadLetters(service).size())
                        .as("dead letters of %s", service)
                        .isZero();
            }
        }
    }
}
