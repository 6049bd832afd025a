package io.cashbell.order.lookup;

import static io.cashbell.order.OrderFixtures.ID;
import static io.cashbell.order.OrderFixtures.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.OrderFact;
import io.cashbell.order.OrderFixtures;
import io.cashbell.order.OrderId;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.PhoneNumber;
import io.cashbell.order.fakes.InMemoryOrders;
import io.cashbell.order.fakes.Shop;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@Tag("S4-30")
class OrderStreamTest {
    private static final String EVENTS = "/api/orders/" + ID + "/events?token=" + TOKEN.value();
    private Shop shop = Shop.open();
    private InMemoryOrders orders = shop.the(InMemoryOrders.class);

    @BeforeEach
    void placeAnOrder() {
        orders.keep(OrderFixtures.byCard());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void beginsWithTheOrderAsItStandsAndTellsEachChange() throws IOException {
        HttpResponse<InputStream> response = open();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        try (BufferedReader lines = lines(response)) {
            assertThat(lines.readLine()).isEqualTo("event: order");
            assertThat(lines.readLine()).isEqualTo("id: 1");
            String data = lines.readLine();
            String asked = shop.get("/api/orders/" + ID + "?token=" + TOKEN.value()).body();
            assertThat(data).isEqualTo("data: " + asked);
            assertThat(lines.readLine()).isEmpty();

            orders.hear(ID, OrderFixtures.confirmed());
            assertThat(nextEvent(lines)).contains("id: 2").anyMatch(this::saysPaid);
        }
    }

    @Test
    void saysAtLeastAWordNowAndThen() throws IOException {
        try (BufferedReader lines = lines(open())) {
            nextEvent(lines);
            assertThat(lines.readLine()).isEqualTo(":");
        }
    }

    @Test
    void eachEventArrivesAtOnceAlsoWhereTheClientTakesItCompressed() throws IOException {
        HttpResponse<InputStream> response =
                shop.send(
                        shop.request(EVENTS, "Accept-Encoding", "gzip").GET(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        try (InputStream bytes = new GZIPInputStream(response.body())) {
            assertThat(nextBlock(bytes)).contains("id: 1");
            orders.hear(ID, OrderFixtures.confirmed());
            String block = nextBlock(bytes);
            while (block.equals(":")) {
                block = nextBlock(bytes);
            }
            assertThat(block).contains("id: 2", "\"status\":\"paid\"");
        }
    }

    @Test
    void aNudgeTellsAChangeBeforeTheNextLook() throws IOException {
        shop.close();
        shop = Shop.open(Map.of("streams.look", "1h", "streams.heartbeat", "1h"));
        orders = shop.the(InMemoryOrders.class);
        placeAnOrder();
        try (BufferedReader lines = lines(open())) {
            nextEvent(lines);
            orders.hear(ID, OrderFixtures.confirmed());
            shop.the(OrderChanges.class).announce(ID);
            assertThat(nextEvent(lines)).anyMatch(this::saysPaid);
        }
    }

    @Test
    void endsWhenTheOrderIsOverAndIsNotOpenedAgain() throws IOException {
        orders.hear(ID, new OrderFact.OrderCancelled("changed my mind", OrderFixtures.PAID_AT));
        try (BufferedReader lines = lines(open())) {
            assertThat(nextEvent(lines)).contains("id: 2");
            assertThat(lines.readLine()).isNull();
        }
        assertThat(shop.get(EVENTS, "Last-Event-ID", "2").statusCode()).isEqualTo(204);
    }

    @Test
    void endsAfterItsLife() throws IOException {
        shop.close();
        shop = Shop.open(Map.of("streams.life", "300ms"));
        orders = shop.the(InMemoryOrders.class);
        placeAnOrder();
        try (BufferedReader lines = lines(open())) {
            String line = lines.readLine();
            while (line != null) {
                line = lines.readLine();
            }
        }
        awaitOpen(0);
    }

    @Test
    void moreThanTheLimitAreRefusedAndAPlaceIsFreeWhenOneLeaves() throws IOException {
        List<HttpResponse<InputStream>> open = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            open.add(open());
        }
        HttpResponse<String> refused = shop.get(EVENTS);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        for (HttpResponse<InputStream> one : open) {
            one.body().close();
        }
        awaitOpen(0);
        try (InputStream again = open().body()) {
            assertThat(again.read()).isPositive();
        }
    }

    @Test
    void oneOrderLeavesPlacesToOthers() throws IOException {
        shop.close();
        shop = Shop.open(Map.of("streams.most", "10"));
        orders = shop.the(InMemoryOrders.class);
        placeAnOrder();
        OrderId other = new OrderId("1123456789abcdefghjkmnpqrs");
        orders.keep(
                OrderFixtures.placed(
                        other,
                        PaymentMethod.ECPAY_CREDIT,
                        new PhoneNumber("+886912345678"),
                        OrderFixtures.PLACED_AT));
        List<HttpResponse<InputStream>> open = new ArrayList<>();
        for (int i = 0; i < OrderStreams.OF_ONE_ORDER; i++) {
            open.add(open());
        }

        HttpResponse<String> refused = shop.get(EVENTS);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("too-many-streams");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();

        open.add(open(EVENTS.replace(ID.value(), other.value())));
        for (HttpResponse<InputStream> one : open) {
            assertThat(one.statusCode()).isEqualTo(200);
            one.body().close();
        }
        awaitOpen(0);
        try (InputStream again = open().body()) {
            assertThat(again.read()).isPositive();
        }
    }

    @Test
    void whoeverAsksForTheHeadAloneTakesNoPlace() throws IOException {
        for (int i = 0; i < 4; i++) {
            HttpResponse<String> head =
                    shop.send(
                            shop.request(EVENTS)
                                    .method("HEAD", HttpRequest.BodyPublishers.noBody()));
            assertThat(head.statusCode()).isEqualTo(405);
        }
        try (InputStream open = open().body()) {
            assertThat(open.read()).isPositive();
        }
    }

    @Test
    void neverTellsAnOlderStateAfterANewerOne() throws IOException {
        orders.hear(ID, OrderFixtures.confirmed());
        try (BufferedReader lines = lines(open())) {
            assertThat(nextEvent(lines)).anyMatch(this::saysPaid);
            orders.keep(OrderFixtures.byCard());
            assertThat(lines.readLine()).as("a heartbeat, no event").isEqualTo(":");
        }
    }

    private boolean saysPaid(String line) {
        return line.startsWith("data: ") && line.contains("\"status\":\"paid\"");
    }

    private HttpResponse<InputStream> open() {
        return open(EVENTS);
    }

    private HttpResponse<InputStream> open(String address) {
        return shop.send(
                shop.request(address, "Accept", "text/event-stream").GET(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private static BufferedReader lines(HttpResponse<InputStream> response) {
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private static List<String> nextEvent(BufferedReader lines) throws IOException {
        List<String> event = new ArrayList<>();
        String line = lines.readLine();
        while (line != null && (event.isEmpty() || !line.isEmpty())) {
            if (!line.isEmpty() && !line.startsWith(":")) {
                event.add(line);
            }
            line = lines.readLine();
        }
        return event;
    }

    /** A reader of characters would wait for more than there is. */
    private static String nextBlock(InputStream bytes) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\n\n")) {
            int next = bytes.read();
            assertThat(next).as("the stream goes on").isNotNegative();
            block.write(next);
            text = block.toString(StandardCharsets.UTF_8);
        }
        return text.strip();
    }

    /** A client that left is noticed when something is sent to it. */
    private void awaitOpen(int streams) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (shop.the(MeterRegistry.class).get("orders.streams").gauge().value() != streams) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(limit);
            Thread.onSpinWait();
        }
    }
}
