package io.cashbell.payment;

import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.notice;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.signed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The callback desk on a real table. */
@Timeout(120)
@ExtendWith(BackendExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallbackDeskIT {

    private static final int OF_AN_HOUR = 20;
    private static final long SEED = 20260101;
    private static final Instant LONG_AGO = Instant.parse("2025-06-01T00:30:00Z");

    private final Random random = new Random(SEED);
    private final Resources resources;
    private final LiveShop shop;
    private final Callbacks callbacks;

    CallbackDeskIT(Resources resources) {
        this.resources = resources;
        this.shop =
                LiveShop.open(
                        resources,
                        Map.of("CALLBACK_REFUSED_KEPT_PER_HOUR", String.valueOf(OF_AN_HOUR)));
        this.callbacks = shop.bean(Callbacks.class);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void anOrdersCallbacksAreFoundWithWhatTheyChangedAndTheirCopies() throws Exception {
        OrderId order = new OrderId(EventIds.next());
        shop.publish(shop.placed(order));
        SequencedMap<String, String> fields = notice(order, shop.visit(order));
        SequencedMap<String, String> wrong = new LinkedHashMap<>(fields);
        wrong.put("TradeAmt", "1");

        shop.notify(signed(wrong));
        for (int copy = 0; copy < 4; copy++) {
            assertThat(shop.notify(signed(fields)).body()).isEqualTo("1|OK");
        }

        JsonNode all = shop.admin("GET", "/callbacks?orderId=" + order).get("items");
        assertThat(all)
                .extracting(c -> c.get("outcome").textValue() + " " + c.get("copies").intValue())
                .containsExactly("repeated 2", "confirmed 0", "disputed 0");
        assertThat(all.get(1).at("/received/TradeAmt").textValue()).isEqualTo("1200");
        JsonNode payment = shop.admin("GET", "/payments/" + order);
        assertThat(payment.at("/status").textValue()).isEqualTo("confirmed");
        assertThat(payment.at("/confirmation/gatewayTradeNo").textValue())
                .isEqualTo(fields.get("TradeNo"));
        assertThat(payment.at("/attempts")).hasSize(1);
        assertThat(payment.at("/disputes/0/reason").textValue()).isEqualTo("amount-mismatch");
        assertThat(payment.at("/disputes/0/amount/amount").textValue()).isEqualTo("1");
        assertThat(payment.toString()).doesNotContain(PaymentFixtures.TOKEN_HASH);

        String replay = "/callbacks/" + all.get(1).get("id").textValue() + "/replay";
        assertThat(shop.admin("POST", replay).at("/outcome").textValue()).isEqualTo("repeated");
        JsonNode replayed =
                shop.admin("GET", "/callbacks/" + all.get(1).get("id").textValue()).get("replayed");
        assertThat(replayed.at("/by").textValue()).isEqualTo("api-token");
        assertThat(replayed.at("/outcome").textValue()).isEqualTo("repeated");
    }

    /** Both writes of a confirmation, the payment's and the desk's, cost one unit each. */
    @Test
    void aConfirmedCallbackCostsOneWriteUnitMore() throws Exception {
        OrderId order = new OrderId(EventIds.next());
        shop.publish(shop.placed(order));
        SequencedMap<String, String> fields = notice(order, shop.visit(order));
        fields.putAll(
                Map.of(
                        "auth_code", "777777",
                        "card6no", "431195",
                        "process_date", "2026/01/01 10:03:00",
                        "eci", "0",
                        "amount", "1200",
                        "stage", "0",
                        "stast", "0",
                        "staed", "0"));

        shop.notify(signed(fields));

        Map<String, AttributeValue> payment = shop.item(order);
        CallbackId id = new CallbackId(Objects.requireNonNull(payment.get("cb1")).s());
        assertThat(bytes(kept(id))).isLessThan(1024);
        assertThat(bytes(payment)).isLessThan(1024);
        assertThat(callbacks.ofOrder(order, null, 10).callbacks())
                .extracting(KeptCallback::id)
                .containsExactly(id);
    }

    @Test
    void allAreListedByTimePageByPage() {
        List<CallbackId> ids = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            // Three hours with some, and weeks with none between.
            Instant at = LONG_AGO.plus(i % 3 * 500L, ChronoUnit.HOURS).plusSeconds(i);
            KeptCallback one = refused(CallbackId.next(at, random));
            callbacks.keepCause(one, Instant.now().plus(1, ChronoUnit.DAYS));
            ids.add(one.id());
        }

        List<CallbackId> listed = new ArrayList<>();
        @Nullable CallbackId next = CallbackId.firstAt(LONG_AGO.plus(60, ChronoUnit.DAYS));
        while (next != null) {
            Callbacks.Page page = callbacks.before(next, LONG_AGO.minusSeconds(1), 7);
            assertThat(page.callbacks().size()).isLessThanOrEqualTo(7);
            page.callbacks().forEach(callback -> listed.add(callback.id()));
            next = page.next();
        }

        assertThat(listed).isSortedAccordingTo((a, b) -> b.compareTo(a)).hasSameElementsAs(ids);
        assertThat(listed).doesNotHaveDuplicates();
    }

    @Test
    void whatShouldBeGoneIsNotShown() {
        CallbackId id = CallbackId.next(LONG_AGO.minus(90, ChronoUnit.DAYS), random);
        callbacks.keepCause(refused(id), Instant.now().minusSeconds(1));

        assertThat(callbacks.find(id)).isEmpty();
    }

    @Test
    void theHoursOfAMonthOutliveItsLastCallbackWhateverCameLater() {
        Instant verified = Instant.parse("2025-01-10T00:30:00Z");
        Instant later = verified.plus(2, ChronoUnit.HOURS);
        Instant until = Instant.now().plus(90, ChronoUnit.DAYS);
        callbacks.keepCause(refused(CallbackId.next(verified, random)), until);

        callbacks.keepWithin(
                refused(CallbackId.next(later, random)),
                10,
                Instant.now().plus(7, ChronoUnit.DAYS));

        AttributeValue end = item("callback-hours#2025-01", "hours").get("ttl");
        assertThat(Long.parseLong(Objects.requireNonNull(end).n()))
                .isGreaterThan(until.getEpochSecond());
    }

    @Test
    void whateverTheNumberOfInstancesAnHourHasOneBudget() throws Exception {
        Instant hour = LONG_AGO.minus(100, ChronoUnit.DAYS);
        Callable<Boolean> keep =
                () ->
                        callbacks.keepWithin(
                                refused(CallbackId.next(hour, random)),
                                10,
                                Instant.now().plus(1, ChronoUnit.DAYS));
        try (ExecutorService instances = Executors.newFixedThreadPool(20)) {
            List<Future<Boolean>> all = instances.invokeAll(Collections.nCopies(60, keep));
            long kept = 0;
            for (Future<Boolean> one : all) {
                kept += one.get() ? 1 : 0;
            }
            assertThat(kept).isEqualTo(10);
        }
        assertThat(
                        callbacks
                                .before(
                                        CallbackId.firstAt(hour.plusSeconds(1)),
                                        hour.minusSeconds(1),
                                        100)
                                .callbacks())
                .hasSize(10);
    }

    private Map<String, AttributeValue> kept(CallbackId id) {
        return IntStream.range(0, 4)
                .mapToObj(shard -> item(partition(id, shard), id.value()))
                .filter(item -> !item.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private Map<String, AttributeValue> item(String pk, String sk) {
        Map<String, AttributeValue> key =
                Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
        return shop.bean(DynamoDbClient.class)
                .getItem(get -> get.tableName(resources.get("PAYMENT_TABLE")).key(key))
                .item();
    }

    private static String partition(CallbackId id, int shard) {
        return "callbacks#" + id.at().toString().substring(0, 13) + "#" + shard;
    }

    /** As DynamoDB counts, a little generously. */
    private static int bytes(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(e -> e.getKey().length() + bytes(e.getValue()))
                .sum();
    }

    private static int bytes(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s().getBytes(StandardCharsets.UTF_8).length;
            case N -> value.n().length() / 2 + 2;
            case B -> value.b().asByteArray().length;
            case M -> 3 + bytes(value.m()) + value.m().size();
            case L -> 3 + value.l().stream().mapToInt(v -> bytes(v) + 1).sum();
            case SS -> value.ss().stream().mapToInt(String::length).sum();
            default -> 1;
        };
    }

    private static KeptCallback refused(CallbackId id) {
        return new KeptCallback(
                id,
                "ecpay",
                null,
                "bad-signature",
                false,
                "nothing was changed",
                List.of(CallbackCheck.fails("signature", "it does not hold")),
                new LinkedHashMap<>(Map.of("TradeAmt", "1")),
                false,
                null,
                null,
                0);
    }
}
