package io.cashbell.order.payment;

import static io.cashbell.order.OrderFixtures.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.order.Order;
import io.cashbell.order.OrderFixtures;
import io.cashbell.order.OrderStatus;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.PaymentStatus;
import io.cashbell.order.UnknownOrderException;
import io.cashbell.order.fakes.InMemoryOrders;
import io.cashbell.order.fakes.InMemoryStock;
import io.cashbell.order.fakes.Shop;
import io.cashbell.order.lookup.OrderChanges;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PaymentEventHandlerTest {
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final CloudEvent CONFIRMED =
            event(
                    "payment.confirmed.v1",
                    5,
                    """
                    {"orderId": "x", "paymentId": "payment-1", "method": "ecpay-credit",
                     "amount": {"amount": "1200", "currency": "TWD"}, "new": true,
                     "gatewayTradeNo": "2603010210001", "paidAt": "2026-03-01T02:10:00Z"}
                    """);
    private static final CloudEvent FAILED =
            event(
                    "payment.failed.v1",
                    3,
                    "{\"reason\": \"declined\", \"gatewayCode\": \"10100058\"}");

    private static final String INSTRUCTIONS =
            """
            {"bankCode": "812", "account": "9103522175887271", "new": 1,
             "expiresAt": "2026-03-04T15:59:59Z"}
            """;

    private final InMemoryOrders orders = new InMemoryOrders(new InMemoryStock());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PaymentEventHandler handler =
            new PaymentEventHandler(orders, new PaymentFacts(JSON), new OrderChanges(), meters);

    @BeforeEach
    void placeAnOrder() {
        orders.keep(OrderFixtures.byCard());
    }

    @Test
    @Tag("S4-41")
    void aConfirmedPaymentPaysTheOrderOnce() {
        handler.handle(CONFIRMED);
        assertThat(order().state().status()).isEqualTo(OrderStatus.PAID);
        assertThat(order().state().receipt()).isEqualTo(OrderFixtures.RECEIPT);
        long version = order().version();
        handler.handle(CONFIRMED);
        assertThat(order().version()).isEqualTo(version);
    }

    @Test
    void aFailureIsShownUntilALaterConfirmation() {
        handler.handle(FAILED);
        assertThat(order().state().payment()).isEqualTo(PaymentStatus.FAILED);
        handler.handle(CONFIRMED);
        handler.handle(FAILED);
        assertThat(order().state().status()).isEqualTo(OrderStatus.PAID);
        assertThat(order().state().payment()).isEqualTo(PaymentStatus.CONFIRMED);
    }

    @Test
    void whicheverWayTheBuyerTookTheOrderSaysIt() {
        handler.handle(FAILED);
        assertThat(order().paidBy()).isEqualTo(PaymentMethod.ECPAY_CREDIT);

        handler.handle(
                event(
                        "payment.instructions-issued.v1",
                        4,
                        INSTRUCTIONS.replace("{", "{\"method\": \"ecpay-atm\", ")));
        assertThat(order().paidBy()).isEqualTo(PaymentMethod.ECPAY_ATM);

        handler.handle(
                event(
                        "payment.confirmed.v1",
                        5,
                        CONFIRMED.data().toString().replace("ecpay-credit", "ecpay-atm")));
        assertThat(order().state().status()).isEqualTo(OrderStatus.PAID);
        assertThat(order().paidBy()).isEqualTo(PaymentMethod.ECPAY_ATM);
        assertThat(order().concerns()).isEmpty();
    }

    @Test
    void whateverTheOrderOfTheEventsTheEndIsTheSame() {
        List<CloudEvent> events =
                List.of(
                        event("payment.session-created.v1", 1, "{\"attempt\": 1}"),
                        event("payment.session-created.v1", 2, "{\"attempt\": 2}"),
                        FAILED,
                        event("payment.instructions-issued.v1", 4, INSTRUCTIONS),
                        CONFIRMED,
                        event("payment.expired.v1", 6, "{}"));
        Random random = new Random(7);
        for (int run = 0; run < 500; run++) {
            orders.keep(OrderFixtures.byCard());
            List<CloudEvent> shuffled = new ArrayList<>(events);
            shuffled.addAll(events.subList(0, random.nextInt(events.size())));
            Collections.shuffle(shuffled, random);
            shuffled.forEach(handler::handle);
            assertThat(order().state().status()).isEqualTo(OrderStatus.PAID);
        }
    }

    @Test
    void anOrderThatNobodyPaidInTimeExpires() {
        handler.handle(event("payment.expired.v1", 1, "{}"));

        assertThat(order().state().status()).isEqualTo(OrderStatus.EXPIRED);
    }

    @Test
    @Tag("S2-22")
    void aPaymentOfAnotherAmountIsKeptForAPersonAndPaysNothing() {
        handler.handle(
                event(
                        "payment.confirmed.v1",
                        5,
                        CONFIRMED.data().toString().replace("\"1200\"", "\"12\"")));
        assertThat(order().state().status()).isEqualTo(OrderStatus.CREATED);
        assertThat(order().concerns()).hasSize(1);
        assertThat(meters.counter("orders.concerns").count()).isEqualTo(1);
    }

    @Test
    void aDisputeIsKeptForAPerson() {
        CloudEvent disputed = event("payment.disputed.v1", 6, "{\"reason\": \"paid twice\"}");
        handler.handle(disputed);
        handler.handle(disputed);
        assertThat(order().concerns()).containsExactly("disputed: paid twice");
        assertThat(meters.counter("orders.concerns").count()).isEqualTo(1);
    }

    @Test
    void disputesOfOneReasonAreToldApartByTheirMoneyAndNumber() {
        handler.handle(dispute(6, "300", "T1"));
        handler.handle(dispute(7, "300", "T2"));
        assertThat(order().concerns())
                .containsExactly(
                        "disputed: second-payment, 300 TWD, T1",
                        "disputed: second-payment, 300 TWD, T2");
        assertThat(meters.counter("orders.concerns").count()).isEqualTo(2);
    }

    private static CloudEvent dispute(int sequence, String amount, String tradeNo) {
        return event(
                "payment.disputed.v1",
                sequence,
                """
                {"reason": "second-payment", "gatewayTradeNo": "%s",
                 "amount": {"amount": "%s", "currency": "TWD"}}
                """
                        .formatted(tradeNo, amount));
    }

    @Test
    void aRefundOfEverythingEndsTheOrder() {
        CloudEvent refunded =
                event(
                        "payment.refunded.v1",
                        7,
                        """
                        {"refundId": "refund-1", "amount": {"amount": "1200", "currency": "TWD"},
                         "remaining": {"amount": "0", "currency": "TWD"}}
                        """);
        assertThatThrownBy(() -> handler.handle(refunded))
                .as("it overtook its payment: the queue brings it again")
                .isInstanceOf(RuntimeException.class);
        handler.handle(CONFIRMED);
        handler.handle(refunded);
        assertThat(order().state().status()).isEqualTo(OrderStatus.REFUNDED);
    }

    @Test
    void anUnknownTypeIsSkipped() {
        handler.handle(event("payment.pondered.v1", 1, "{}"));
        assertThat(order()).isEqualTo(OrderFixtures.byCard());
    }

    @Test
    void anOrderThatIsNotThereIsTriedAgain() {
        CloudEvent strange =
                new CloudEvent(
                        "id",
                        "/payment-service",
                        CONFIRMED.type(),
                        "00000000000000000000000000",
                        Instant.EPOCH,
                        1,
                        null,
                        null,
                        CONFIRMED.data());
        assertThatThrownBy(() -> handler.handle(strange)).isInstanceOf(UnknownOrderException.class);
    }

    @Test
    void whatIsNotAsItsSchemaSaysChangesNothing() {
        for (String data :
                List.of(
                        "{}",
                        "[]",
                        CONFIRMED.data().toString().replace("\"1200\"", "\"-1200\""),
                        CONFIRMED.data().toString().replace("\"1200\"", "\"1200.5\""),
                        CONFIRMED.data().toString().replace("TWD", "XXX"),
                        CONFIRMED.data().toString().replace("ecpay-credit", "gold"),
                        CONFIRMED.data().toString().replace("2026-03-01T02:10:00Z", "soon"))) {
            assertThatThrownBy(() -> handler.handle(event("payment.confirmed.v1", 5, data)))
                    .as(data)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(order()).isEqualTo(OrderFixtures.byCard());
    }

    private Order order() {
        return orders.find(ID).orElseThrow();
    }

    private static CloudEvent event(String type, long sequence, String data) {
        return new CloudEvent(
                "event-" + sequence,
                "/payment-service",
                type,
                ID.value(),
                Instant.parse("2026-03-01T02:10:01Z"),
                sequence,
                null,
                null,
                Shop.json(data));
    }
}
