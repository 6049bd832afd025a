package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.gateway.GatewaySandbox;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.payment.event.Contracts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault that the sandbox can be ordered to have, once, in the middle of one order's life: how
 * it ends here, how in the gateway's ledger, and what is told of it.
 *
 * <p>The ends are {@link FaultedShop#assertEnd}'s: {@code paid} is one payment in the ledger and
 * one confirmation, {@code paid +failed} tells of an attempt before that brought nothing, {@code
 * back} has all of it given back once, {@code declined}, {@code closed} and {@code open} have no
 * money.
 */
@Timeout(120)
@ExtendWith(BackendExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Resources resources;
    private @Nullable FaultedShop open;

    FaultsIT(Resources resources) {
        this.resources = resources;
    }

    /**
     * Of a fault that is not met, its end is in brackets: no call of ours is for that operation.
     */
    private static final String FAULTS =
            """
            gateway   operation    slow   status html   half-body lost-answer throttled
            ecpay     create       paid   paid   paid   paid      paid        paid
            ecpay     query        paid   paid   paid   paid      paid        paid
            ecpay     payment-info paid   paid   paid   paid      paid        paid
            ecpay     media        paid   paid   paid   paid      paid        paid
            ecpay     do-action    back   back   back   back      back        back
            ecpay     card-query   back   back   back   back      back        back
            kakaopay  ready        paid   paid   paid   paid      paid        paid
            kakaopay  approve      paid   none   none   paid      paid        none
            kakaopay  order        paid   paid   paid   paid      paid        paid
            kakaopay  cancel       back   back   back   back      back        back
            wechatpay native       paid   paid   paid   paid      paid        paid
            wechatpay jsapi        paid   paid   paid   paid      paid        paid
            wechatpay query        paid   paid   paid   paid      paid        paid
            wechatpay close        closed closed closed closed    closed      closed
            wechatpay refund       back   back   back   back      back        back
            wechatpay query-refund back   back   back   back      back        back
            wechatpay tradebill    (paid) (paid) (paid) (paid)    (paid)      (paid)
            wechatpay billdownload (paid) (paid) (paid) (paid)    (paid)      (paid)
            wechatpay certificates (paid) (paid) (paid) (paid)    (paid)      (paid)
            """;

    /** What only KakaoPay knows; a dash where an operation has no such fault. */
    private static final String KAKAOPAY_FAULTS =
            """
            fault               ready approve  order cancel
            user-locked         -     none     -     back
            bank-unknown        -     paid     -     back
            declined            -     declined -     -
            not-enabled         paid  none     paid  not-back
            internal            paid  none     paid  back
            maintenance         paid  none     paid  back
            app                 paid  none     paid  not-back
            gid                 paid  none     paid  not-back
            address-not-allowed paid  none     paid  not-back
            order-data          paid  -        -     -
            wrong-point         -     none     -     -
            wrong-method        -     none     -     -
            """;

    /** What is told wrongly, too often, too late or never. */
    private static final String TELLINGS =
            """
            ecpay: forgery mac = paid
            ecpay: forgery unsigned = paid
            ecpay: forgery keys = paid
            ecpay: forgery amount = paid +disputed
            ecpay: forgery merchant = paid +disputed
            ecpay: forgery tradeNo = paid +disputed
            ecpay: twice = paid
            ecpay: never = paid
            ecpay: an hour late = paid
            ecpay: another amount = not-ours
            ecpay: simulated = open
            ecpay: a failure = declined
            ecpay: a failure first = paid +failed
            ecpay: an old failure after the money = paid
            ecpay: the money before its number = paid
            ecpay: the buyer walks away = open
            ecpay: after the order's end = too-late
            ecpay: asked too often = paid
            ecpay: a refund at the closing = back
            kakaopay: forgery pg-token = paid +failed
            kakaopay: forgery no-pg-token = paid
            kakaopay: twice = paid
            kakaopay: never = open
            kakaopay: an hour late = declined
            kakaopay: another amount = not-ours
            kakaopay: a failure = declined
            kakaopay: the buyer gives up = declined
            wechatpay: forgery key = paid
            wechatpay: forgery stale = paid
            wechatpay: forgery serial = paid
            wechatpay: forgery lines = paid
            wechatpay: forgery body = paid
            wechatpay: forgery signtest = paid
            wechatpay: forgery tag = paid
            wechatpay: forgery aad = paid
            wechatpay: forgery order = paid +disputed
            wechatpay: forgery appid = paid +disputed
            wechatpay: forgery mchid = paid +disputed
            wechatpay: forgery amount = paid +disputed
            wechatpay: forgery currency = paid +disputed
            wechatpay: twice = paid
            wechatpay: never = paid
            wechatpay: late = paid
            wechatpay: only lies of the truth = paid
            wechatpay: another amount = not-ours
            wechatpay: the product is taken away = paid
            wechatpay: no balance for a refund = back
            """;

    /** One fault of one operation, and how that ends. */
    record Row(String gateway, String operation, String fault, String end) {

        boolean isMet() {
            return !end.startsWith("(");
        }

        /** {@code none}: nothing was taken, and another attempt brought it. */
        String isThen() {
            return end.equals("none") ? "paid +failed" : end.replaceAll("[()]", "");
        }

        @Override
        public String toString() {
            return "%s: %s at %s = %s".formatted(gateway, fault, operation, end);
        }
    }

    static Stream<Row> faults() {
        Stream<Row> everywhere =
                cells(FAULTS, 2)
                        .map(
                                cell ->
                                        new Row(
                                                cell.names().get(0),
                                                cell.names().get(1),
                                                cell.column(),
                                                cell.text()));
        Stream<Row> atKakaopay =
                cells(KAKAOPAY_FAULTS, 1)
                        .filter(cell -> !cell.text().equals("-"))
                        .map(
                                cell ->
                                        new Row(
                                                "kakaopay",
                                                cell.column(),
                                                cell.names().get(0),
                                                cell.text()));
        // A shop for each gateway: one after the other.
        return Stream.concat(everywhere, atKakaopay)
                .sorted((one, other) -> one.gateway().compareTo(other.gateway()));
    }

    private record Cell(List<String> names, String column, String text) {}

    private static Stream<Cell> cells(String table, int names) {
        List<List<String>> lines =
                table.lines().map(line -> Arrays.asList(line.strip().split(" +"))).toList();
        List<String> head = lines.getFirst();
        return lines.stream()
                .skip(1)
                .flatMap(
                        line ->
                                Stream.iterate(names, i -> i < head.size(), i -> i + 1)
                                        .map(
                                                i ->
                                                        new Cell(
                                                                line.subList(0, names),
                                                                head.get(i),
                                                                line.get(i))));
    }

    static Stream<Arguments> wrongTellings() {
        return tellings().entrySet().stream()
                .flatMap(
                        gateway ->
                                gateway.getValue().entrySet().stream()
                                        .map(
                                                telling ->
                                                        Arguments.of(
                                                                gateway.getKey(),
                                                                telling.getKey(),
                                                                telling.getValue())));
    }

    private static Map<String, Map<String, String>> tellings() {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        TELLINGS.lines()
                .map(line -> line.split(": | = "))
                .forEach(
                        parts ->
                                all.computeIfAbsent(parts[0], _ -> new LinkedHashMap<>())
                                        .put(parts[1], parts[2]));
        return all;
    }

    @Tag("proof")
    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void everyFaultOfEveryOperation(Row row) throws Exception {
        FaultedShop shop = at(row.gateway());
        FaultedShop.Story story =
                Objects.requireNonNull(shop.operations().get(row.operation()), row.operation());

        OrderId order = story.tell(() -> shop.fails(row.operation(), row.fault()));

        assertThat(shop.faultsAhead()).as("faults not met").hasSize(row.isMet() ? 0 : 1);
        shop.control("DELETE", "/control/" + row.gateway() + "/faults", "");
        shop.assertEnd(order, row.isThen());
    }

    @Tag("proof")
    @ParameterizedTest(name = "{0}: {1} = {2}")
    @MethodSource("wrongTellings")
    void everythingThatIsToldWrongly(String gateway, String telling, String end) throws Exception {
        FaultedShop shop = at(gateway);
        FaultedShop.Story story = Objects.requireNonNull(shop.tellings().get(telling), telling);

        OrderId order = story.tell(() -> true);

        shop.assertEnd(order, end);
    }

    /** A fault that the sandbox learns is one more row above. */
    @Test
    void noFaultIsForgotten() throws Exception {
        try (GatewaySandbox sandbox = GatewaySandbox.start(0, null, Map.of())) {
            Set<String> known = new TreeSet<>();
            for (String gateway : List.of("ecpay", "kakaopay", "wechatpay")) {
                URI faults =
                        URI.create(
                                "http://localhost:%d/control/%s/faults"
                                        .formatted(sandbox.port(), gateway));
                String listed =
                        HTTP.send(
                                        HttpRequest.newBuilder(faults).build(),
                                        HttpResponse.BodyHandlers.ofString())
                                .body();
                for (JsonNode operation : Contracts.JSON.readTree(listed).path("operations")) {
                    ask(
                                    faults,
                                    "{\"operation\": \"%s\", \"fault\": \"?\"}"
                                            .formatted(operation.asText()))
                            .forEach(
                                    fault ->
                                            known.add(
                                                    gateway
                                                            + ": "
                                                            + fault
                                                            + " at "
                                                            + operation.asText()));
                }
            }

            assertThat(known).hasSizeGreaterThan(100);
            assertThat(faults().map(row -> row.toString().replaceAll(" = .*", "")))
                    .containsExactlyInAnyOrderElementsOf(known);
        }
    }

    /** What the sandbox answers to something that it does not know: all that it does. */
    private static List<String> ask(URI address, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> refusal =
                HTTP.send(
                        HttpRequest.newBuilder(address)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(refusal.statusCode()).as(refusal.body()).isEqualTo(400);
        assertThat(refusal.body()).contains("must be one of ");
        return List.of(
                refusal.body()
                        .replaceAll("(?s).*must be one of ([A-Za-z, -]+).*", "$1")
                        .strip()
                        .split(", "));
    }

    /** A forgery that the sandbox learns is one more row above. */
    @Tag("proof")
    @ParameterizedTest
    @MethodSource("gateways")
    void noForgeryIsForgotten(String gateway) throws Exception {
        FaultedShop shop = at(gateway);
        OrderId order = Objects.requireNonNull(shop.tellings().get("twice")).tell(() -> true);
        AttemptNumber trade = shop.newest(order);

        List<String> known =
                ask(
                        shop.at("/control/" + gateway + "/trades/" + trade + "/pay"),
                        "{\"forgery\": \"?\"}");

        assertThat(
                        Objects.requireNonNull(tellings().get(gateway)).keySet().stream()
                                .filter(telling -> telling.startsWith("forgery "))
                                .map(telling -> telling.substring("forgery ".length())))
                .containsExactlyInAnyOrderElementsOf(
                        known.stream().filter(forgery -> !forgery.equals("none")).toList());
    }

    static Set<String> gateways() {
        return tellings().keySet();
    }

    private FaultedShop at(String gateway) throws IOException {
        FaultedShop now = open;
        if (now == null || now.isSpent() || !now.gateway().equals(gateway)) {
            close();
            now =
                    switch (gateway) {
                        case "ecpay" -> new FaultedEcpay(resources);
                        case "kakaopay" -> new FaultedKakaopay(resources);
                        case "wechatpay" -> new FaultedWechatpay(resources);
                        default -> throw new IllegalArgumentException(gateway);
                    };
            open = now;
        }
        return now;
    }

    @AfterAll
    void close() throws IOException {
        try (FaultedShop last = open) {
            if (last != null) {
                last.assertAllWasTold();
            }
        } finally {
            open = null;
        }
    }
}
