package io.cashbell.order.checkout;

import static io.cashbell.order.fakes.Shop.ORDER;
import static io.cashbell.order.fakes.Shop.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.order.OrderFixtures;
import io.cashbell.order.OrderId;
import io.cashbell.order.fakes.InMemoryCatalogs;
import io.cashbell.order.fakes.InMemoryOrders;
import io.cashbell.order.fakes.MutableClock;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One key, one order, one answer. */
class IdempotencyTest {
    private static final String KEY = "Idempotency-Key";
    private final Shop shop = Shop.open();
    private final InMemoryOrders orders = shop.the(InMemoryOrders.class);

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void theSameKeyAndContentGiveTheSameAnswerByteForByte() {
        HttpResponse<String> first = shop.order(ORDER, KEY, "attempt-1");
        HttpResponse<String> second = shop.order(ORDER, KEY, "attempt-1");
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(orders.count()).isEqualTo(1);
    }

    @Test
    void aRepeatIsAnsweredLikeTheFirstWhateverHappenedSince() {
        String first = shop.order(ORDER, KEY, "attempt-1").body();
        OrderId id = new OrderId(json(first).path("orderId").asText());
        orders.hear(id, OrderFixtures.confirmed());
        assertThat(shop.order(ORDER, KEY, "attempt-1").body()).as("paid").isEqualTo(first);

        InMemoryCatalogs catalogs = shop.the(InMemoryCatalogs.class);
        MutableClock clock = shop.the(MutableClock.class);
        for (String change :
                List.of(
                        InMemoryCatalogs.TEAS.replace("\"600\"", "\"650\""),
                        InMemoryCatalogs.TEAS.replace("tea-oolong", "tea-gone"),
                        InMemoryCatalogs.closed("休息"))) {
            catalogs.become(change);
            clock.pass(Duration.ofMinutes(1));
            HttpResponse<String> repeat = shop.order(ORDER, KEY, "attempt-1");
            assertThat(repeat.body()).isEqualTo(first);
            assertThat(repeat.headers().firstValue("Idempotency-Replayed")).contains("true");
        }
    }

    @Test
    void anotherWritingOfTheSameContentIsTheSame() {
        String first = shop.order(ORDER, KEY, "attempt-1").body();
        ObjectNode turned = JsonNodeFactory.instance.objectNode();
        List<String> names = new ArrayList<>();
        json(ORDER).fieldNames().forEachRemaining(names::addFirst);
        names.forEach(name -> turned.set(name, json(ORDER).get(name)));
        String moved = turned.toString();
        assertThat(moved).startsWith("{\"locale\"");
        assertThat(json(moved)).isEqualTo(json(ORDER));
        assertThat(shop.order(moved, KEY, "attempt-1").body()).isEqualTo(first);
    }

    @Test
    void theSameKeyWithAnotherContentIsRefused() {
        shop.order(ORDER, KEY, "attempt-1");
        HttpResponse<String> other = shop.order(ORDER.replace("王小明", "李小華"), KEY, "attempt-1");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(slug(other)).isEqualTo("idempotency-key-reused");
        assertThat(other.body()).doesNotContain("accessToken");
        assertThat(orders.count()).isEqualTo(1);
    }

    @Test
    void aRefusalLeavesTheKeyFree() {
        assertThat(shop.order(ORDER.replace("TWD", "USD"), KEY, "attempt-1").statusCode())
                .isEqualTo(400);
        assertThat(shop.order(expecting("1"), KEY, "attempt-1").statusCode()).isEqualTo(409);
        assertThat(shop.order(ORDER, KEY, "attempt-1").statusCode()).isEqualTo(201);
    }

    @Test
    void anUnusableKeyIsRefused() {
        for (String key : List.of("a b", "k".repeat(256))) {
            HttpResponse<String> response = shop.order(ORDER, KEY, key);
            assertThat(response.statusCode()).as(key).isEqualTo(400);
        }
        HttpResponse<String> two = shop.order(ORDER, KEY, "a", KEY, "b");
        assertThat(slug(two)).isEqualTo("invalid-idempotency-key");
        assertThat(shop.order(ORDER, KEY, "k".repeat(255)).statusCode()).isEqualTo(201);
    }

    @Test
    void aThousandAtOnceWithOneKeyMakeOneOrder() {
        List<String> bodies =
                IntStream.range(0, 1000)
                        .parallel()
                        .mapToObj(i -> shop.order(ORDER, KEY, "the-one"))
                        .map(response -> response.statusCode() + response.body())
                        .toList();
        assertThat(bodies).hasSize(1000);
        assertThat(new HashSet<>(bodies)).hasSize(1);
        assertThat(orders.count()).isEqualTo(1);
    }

    private static String expecting(String amount) {
        return ORDER.replace(
                "\"locale\"",
                "\"expectedTotal\": {\"amount\": \""
                        + amount
                        + "\", \"currency\": \"TWD\"}, \"locale\"");
    }

    private static String slug(HttpResponse<String> response) {
        return json(response).path("type").asText().replace("urn:cashbell:problem:", "");
    }
}
