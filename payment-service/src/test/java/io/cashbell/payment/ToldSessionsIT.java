package io.cashbell.payment;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.MERCHANT;
import static io.cashbell.payment.PaymentFixtures.REFERENCE;
import static io.cashbell.payment.PaymentFixtures.SECOND;
import static io.cashbell.payment.PaymentFixtures.TOKEN;
import static io.cashbell.payment.PaymentFixtures.TOKEN_HASH;
import static io.cashbell.payment.PaymentFixtures.declined;
import static io.cashbell.payment.PaymentFixtures.instructed;
import static io.cashbell.payment.PaymentFixtures.paid;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.notice;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.signed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.payment.Payments.Opening;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The buyer was sent to a gateway: told by the write that does it, where the settings say so. */
@Timeout(120)
@Tag("S1-12")
@ExtendWith(BackendExtension.class)
class ToldSessionsIT {

    private static final String SESSION = "payment.session-created.v1";
    private static final String CONFIRMED = "payment.confirmed.v1";
    private static final Set<PaymentMethod> CARD = Set.of(PaymentMethod.ECPAY_CREDIT);

    private final Resources resources;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private LiveShop shop;

    ToldSessionsIT(Resources resources) {
        this.resources = resources;
        this.shop =
                LiveShop.open(
                        resources,
                        Map.of(
                                "PAYMENT_TELL_SESSIONS",
                                "true",
                                "ECPAY_METHODS",
                                "ecpay-credit,ecpay-atm"));
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void nobodyIsToldUnlessTheSettingsSaySo() throws Exception {
        reopen(Map.of());
        OrderId order = kept();

        shop.notify(signed(notice(order, shop.visit(order))));

        assertTold(order, "1 " + CONFIRMED);
        assertThat(shop.item(order).keySet()).noneMatch(name -> name.startsWith("ses"));
    }

    @Test
    void everyVisitIsToldAndTheMoneyAfterThem() throws Exception {
        OrderId order = kept();

        shop.visit(order);
        shop.get("/checkout/" + order + "?token=" + TOKEN + "&method=ecpay-atm");
        AttemptNumber third = shop.visit(order);
        shop.notify(signed(notice(order, third)));

        assertTold(order, "1 " + SESSION, "2 " + SESSION, "3 " + SESSION, "4 " + CONFIRMED);
        Payment payment = shop.payment(order);
        assertThat(data(order))
                .map(JsonNode::toString)
                .containsExactly(
                        said(payment, 1, "ecpay-credit", payment.expiresAt()),
                        said(payment, 2, "ecpay-atm", payment.expiresAt()),
                        said(payment, 3, "ecpay-credit", payment.expiresAt()));
    }

    /** A page that is loaded once is one read and one write, its money one write as ever. */
    @Test
    void oneVisitCostsOneReadMoreAndItsMoneyNoCall() throws Exception {
        OrderId first = kept();
        shop.notify(signed(notice(first, shop.visit(first))));
        LiveShop.until("it is marked as told", () -> !isPending(first));
        OrderId order = kept();
        double reads = shop.calls("GetItem");
        double updates = shop.calls("UpdateItem");

        AttemptNumber attempt = shop.visit(order);

        assertThat(shop.calls("GetItem") - reads).isEqualTo(1);
        LiveShop.until("the visit is marked as told", () -> !isPending(order));
        assertUpdates(updates, 2);
        reads = shop.calls("GetItem");
        assertThat(shop.notify(signed(notice(order, attempt))).body()).isEqualTo("1|OK");
        assertThat(shop.calls("GetItem") - reads).isZero();
        LiveShop.until("the money is marked as told", () -> !isPending(order));
        assertUpdates(updates, 4);
    }

    /** A call is counted when its answer is read, a little after others can see what it did. */
    private void assertUpdates(double before, int wanted) {
        LiveShop.until("all are counted", () -> shop.calls("UpdateItem") - before >= wanted);
        assertThat(shop.calls("UpdateItem") - before).isEqualTo(wanted);
    }

    @Test
    void visitsAtOnceAreToldOnceEach() throws Exception {
        OrderId order = kept();

        List<AttemptNumber> attempts = atOnce(8, () -> shop.visit(order));

        assertThat(shop.payment(order).attempts()).containsOnlyKeys(attempts);
        assertTold(
                order,
                IntStream.rangeClosed(1, 8)
                        .mapToObj(n -> n + " " + SESSION)
                        .toArray(String[]::new));
        assertThat(data(order))
                .extracting(data -> data.path("attempt").asInt())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void anAttemptThatIsRefusedOrWrittenTwiceTellsNothingMore() {
        OrderId order = kept();
        Payments payments = shop.bean(Payments.class);

        assertThat(payments.open(order, "another-hash", CARD, attempt(FIRST), true))
                .isInstanceOf(Opening.Refused.class);
        assertThat(payments.open(new OrderId(EventIds.next()), "", CARD, attempt(FIRST), true))
                .isInstanceOf(Opening.NoPayment.class);
        for (int copy = 0; copy < 2; copy++) {
            assertThat(payments.open(order, TOKEN_HASH, CARD, attempt(FIRST), true))
                    .isInstanceOf(Opening.Opened.class);
        }
        payments.hear(order, declined(FIRST));
        payments.open(order, TOKEN_HASH, CARD, attempt(SECOND), true);
        payments.hear(order, paid(SECOND, REFERENCE));
        assertThat(payments.open(order, TOKEN_HASH, CARD, attempt(SECOND), true))
                .as("its own write, whose answer was lost")
                .isInstanceOf(Opening.Opened.class);

        assertTold(order, "1 " + SESSION, "2 payment.failed.v1", "3 " + SESSION, "4 " + CONFIRMED);
    }

    @Test
    void aSessionThatAGatewayGivesIsToldOnceItIsKept() throws Exception {
        OrderId order = kept();
        Payments payments = shop.bean(Payments.class);
        GatewaySession session = new GatewaySession("T6a1", null, now.plusSeconds(900));
        payments.open(order, TOKEN_HASH, CARD, attempt(FIRST), false);
        payments.open(order, TOKEN_HASH, CARD, attempt(SECOND), false);
        assertThat(shop.item(order)).containsEntry("n", AttributeValue.fromN("0"));

        List<Optional<Payment>> kept =
                atOnce(5, () -> payments.keepSession(order, SECOND, session));
        Optional<Payment> another =
                payments.keepSession(
                        order, SECOND, new GatewaySession("T6a2", null, now.plusSeconds(901)));
        assertThat(payments.keepSession(order, PaymentFixtures.FOREIGN, session)).isEmpty();
        payments.hear(order, paid(SECOND, REFERENCE));

        kept.add(another);
        assertThat(kept)
                .allSatisfy(
                        payment ->
                                assertThat(payment.orElseThrow().attempts().get(SECOND))
                                        .isEqualTo(attempt(SECOND).with(session)));
        assertTold(order, "1 " + SESSION, "2 " + CONFIRMED);
        assertThat(data(order))
                .map(JsonNode::toString)
                .containsExactly(said(shop.payment(order), 1, "ecpay-credit", session.expiresAt()));
    }

    /** The crash between write and publish, and a deadline that has moved since. */
    @Test
    void aSessionThatIsToldLateSaysWhatWasTrueThen() {
        reopen(
                Map.of(
                        "PAYMENT_TELL_SESSIONS",
                        "true",
                        "messaging.topic-arn",
                        "arn:aws:sns:ap-northeast-1:000000000000:no-such-topic"));
        OrderId order = kept();
        Instant until = shop.payment(order).expiresAt();
        Payments payments = shop.bean(Payments.class);
        Attempt byTransfer = attempt(FIRST).by(PaymentMethod.ECPAY_ATM);
        payments.open(order, TOKEN_HASH, CARD, byTransfer, true);
        payments.hear(order, instructed(FIRST, until.plusSeconds(86_400)));
        assertThat(shop.payment(order).expiresAt()).isAfter(until);
        reopen(Map.of());

        assertTold(order, "1 " + SESSION, "2 payment.instructions-issued.v1");
        assertThat(data(order))
                .map(JsonNode::toString)
                .containsExactly(said(shop.payment(order), 1, "ecpay-atm", until));
    }

    private void reopen(Map<String, Object> other) {
        shop.close();
        shop = LiveShop.open(resources, other);
    }

    /** A payment by card that waits for its buyer. */
    private OrderId kept() {
        OrderId order = new OrderId(EventIds.next());
        shop.bean(Payments.class).add(PaymentFixtures.of(order, now.plusSeconds(3600)));
        return order;
    }

    private Attempt attempt(AttemptNumber number) {
        return Attempt.open(number, MERCHANT, now);
    }

    private boolean isPending(OrderId order) {
        return shop.item(order).containsKey("pendingShard");
    }

    /** Number and type of each event; listens for a while, so that one too many is heard. */
    private void assertTold(OrderId order, String... expected) {
        LiveShop.until("all is told", () -> told(order).size() >= expected.length);
        assertThat(told(order)).containsExactly(expected);
    }

    private List<String> told(OrderId order) {
        return events(order).stream()
                .map(event -> event.path("sequence").asText() + " " + event.path("type").asText())
                .toList();
    }

    private List<JsonNode> data(OrderId order) {
        return events(order).stream()
                .filter(event -> event.path("type").asText().equals(SESSION))
                .map(event -> event.path("data"))
                .toList();
    }

    private List<JsonNode> events(OrderId order) {
        try {
            return shop.told().stream()
                    .filter(event -> event.path("subject").asText().equals(order.value()))
                    .sorted(Comparator.comparingLong(event -> event.path("sequence").asLong()))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String said(Payment payment, int attempt, String method, Instant until) {
        return """
               {"orderId":"%s","paymentId":"%s","attempt":%d,"method":"%s","expiresAt":"%s"}"""
                .formatted(payment.orderId(), payment.id().value(), attempt, method, until);
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> result : callers.invokeAll(Collections.nCopies(times, call))) {
                results.add(result.get());
            }
        }
        return results;
    }
}
