package io.cashbell.order.checkout;

import static io.cashbell.order.fakes.Shop.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.fakes.InMemoryOrders;
import io.cashbell.order.fakes.MutableClock;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderPaceTest {
    private static final String SOMEBODY = "203.0.113.9";

    @Test
    void whoOrdersTooFastIsAskedToComeBackAndKeepsTheirKey() {
        try (Shop shop = shop(1, 2)) {
            assertThat(order(shop, SOMEBODY, "a").statusCode()).isEqualTo(201);
            assertThat(order(shop, SOMEBODY, "b").statusCode()).isEqualTo(201);

            HttpResponse<String> early = order(shop, SOMEBODY, "c");

            assertThat(early.statusCode()).isEqualTo(429);
            assertThat(early.body()).contains("too-many-orders");
            assertThat(early.headers().firstValue("Retry-After")).contains("31");
            assertThat(shop.the(InMemoryOrders.class).count()).isEqualTo(2);

            assertThat(order(shop, "203.0.113.10", "d").statusCode()).isEqualTo(201);
            shop.the(MutableClock.class).pass(Duration.ofSeconds(30));
            assertThat(order(shop, SOMEBODY, "c").statusCode()).isEqualTo(201);
        }
    }

    @Test
    void whoGoesOnInVainIsNotShutOutForLonger() {
        try (Shop shop = shop(1, 2)) {
            for (int i = 0; i < 20; i++) {
                order(shop, SOMEBODY, "a");
            }
            shop.the(MutableClock.class).pass(Duration.ofSeconds(30));

            assertThat(order(shop, SOMEBODY, "a").statusCode()).isEqualTo(201);
        }
    }

    @Test
    void anAddressThatMayBeAProxysIsNotBraked() {
        try (Shop shop = shop(0, 2)) {
            for (int i = 0; i < 5; i++) {
                assertThat(order(shop, SOMEBODY, "key" + i).statusCode()).isEqualTo(201);
            }
        }
    }

    @Test
    void theBrakeMayBeTakenOff() {
        try (Shop shop = shop(1, 0)) {
            for (int i = 0; i < 5; i++) {
                assertThat(order(shop, SOMEBODY, "key" + i).statusCode()).isEqualTo(201);
            }
        }
    }

    private static Shop shop(int proxies, int perMinute) {
        return Shop.open(
                Map.of("client.trusted-proxies", proxies, "client.orders-per-minute", perMinute));
    }

    private static HttpResponse<String> order(Shop shop, String from, String key) {
        return shop.order(ORDER, "X-Forwarded-For", from, "Idempotency-Key", key);
    }
}
