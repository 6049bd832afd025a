package io.cashbell.order.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.messaging.event.CloudEventCodec;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.order.Instructions;
import io.cashbell.order.Order;
import io.cashbell.order.OrderFact;
import io.cashbell.order.OrderFixtures;
import io.cashbell.order.Shipment;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What we write satisfies the schemas; the examples of what we read can be read. */
class EventContractTest {
    private static final ApplicationContext CONTEXT = ApplicationContext.run("fakes", "test");
    private static final CloudEventCodec CODEC = CONTEXT.getBean(CloudEventCodec.class);
    private static final ObjectMapper JSON = CONTEXT.getBean(ObjectMapper.class);
    private static final JsonSchemaFactory SCHEMAS =
            JsonSchemaFactory.getInstance(VersionFlag.V202012);

    @AfterAll
    static void close() {
        CONTEXT.close();
    }

    static Stream<Order> orders() {
        return Stream.of(OrderFixtures.byCard(), OrderFixtures.onArrival());
    }

    @ParameterizedTest
    @MethodSource("orders")
    void aCreatedOrderIsToldAsItsSchemaSays(Order order) {
        String text = CODEC.encode(created(order));
        assertThat(
                        SCHEMAS.getSchema(
                                        SchemaLocation.of(
                                                "classpath:events/order.created.v1.schema.json"))
                                .validate(text, InputFormat.JSON))
                .isEmpty();
        assertThat(text).doesNotContain("王小明", "buyer@example.com", "912345678", "重慶南路");
    }

    /** What the owner does, as the renderer would tell it. */
    static Stream<Arguments> commands() {
        Order shipped =
                OrderFixtures.onArrival().after(new OrderFact.GoodsShipped(OrderFixtures.SHIPMENT));
        OrderFact off = new OrderFact.OrderCancelled("買家來電取消", OrderFixtures.PAID_AT);
        Order asked =
                OrderFixtures.byCard()
                        .after(OrderFixtures.confirmed())
                        .after(
                                new OrderFact.RefundRequested(
                                        "t3x9sh28803a20trrbbd01b2hr",
                                        null,
                                        "缺貨",
                                        OrderFixtures.PAID_AT));
        return Stream.of(
                Arguments.of(OrderShipped.TYPE, OrderShipped.of(shipped)),
                Arguments.of(
                        OrderShipped.TYPE,
                        OrderShipped.of(
                                OrderFixtures.onArrival()
                                        .after(
                                                new OrderFact.GoodsShipped(
                                                        new Shipment(
                                                                OrderFixtures.PAID_AT,
                                                                "tcat",
                                                                Shipment.NO_NUMBER))))),
                Arguments.of(
                        OrderCancelled.TYPE, OrderCancelled.of(OrderFixtures.byCard().after(off))),
                Arguments.of(OrderCancelled.TYPE, OrderCancelled.of(shipped.after(off))),
                Arguments.of(OrderExpired.TYPE, OrderExpired.of(OrderFixtures.byCard())),
                Arguments.of(
                        RefundRequested.TYPE,
                        RefundRequested.of(asked, "t3x9sh28803a20trrbbd01b2hr")));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatTheOwnerDoesIsToldAsItsSchemaSays(String type, Object data) {
        String text = CODEC.encode(event(type, OrderFixtures.byCard(), data));
        assertThat(
                        SCHEMAS.getSchema(
                                        SchemaLocation.of(
                                                "classpath:events/" + type + ".schema.json"))
                                .validate(text, InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void aChangeOfTheMethodsIsToldAsItsSchemaSays() {
        String text =
                CODEC.encode(
                        new CloudEvent(
                                EventIds.next(),
                                "/order-service",
                                PaymentMethodsChanged.TYPE,
                                "shop-payment-methods",
                                OrderFixtures.PAID_AT,
                                41,
                                "00-e3b98a4da31a127d4bde6e43033f66ba-2861f05296f96cc8-01",
                                null,
                                CODEC.data(
                                        new PaymentMethodsChanged(
                                                List.of("ecpay-atm", "kakaopay")))));
        assertThat(
                        SCHEMAS.getSchema(
                                        SchemaLocation.of(
                                                "classpath:events/"
                                                        + PaymentMethodsChanged.TYPE
                                                        + ".schema.json"))
                                .validate(text, InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void aSecondCopyIsEqualToTheFirstWhateverBecameOfTheOrder() {
        Order order = OrderFixtures.byCard();
        assertThat(CODEC.data(OrderCreated.of(order.after(OrderFixtures.confirmed()))))
                .isEqualTo(CODEC.data(OrderCreated.of(order)));
    }

    @Test
    void theExampleOfAConfirmationIsRead() throws IOException {
        PaymentConfirmed read =
                JSON.treeToValue(
                        example("payment.confirmed.v1").path("data"), PaymentConfirmed.class);
        assertThat(read.amount().amount()).isEqualTo("2180");
        assertThat(read.method()).isEqualTo("ecpay-credit");
        assertThat(read.paymentId()).isEqualTo("zx0j5abcr1xgfxda931yzs627w");
        assertThat(read.gatewayTradeNo()).isEqualTo("2603140958321547");
        assertThat(read.paidAt()).isEqualTo("2026-03-14T01:58:32Z");
    }

    @Test
    void theExampleOfARefundIsRead() throws IOException {
        PaymentRefunded read =
                JSON.treeToValue(
                        example("payment.refunded.v1").path("data"), PaymentRefunded.class);
        assertThat(read.remaining().amount()).isEqualTo("1200");
        assertThat(read.amount().amount()).isEqualTo("980");
        assertThat(read.refundId()).isEqualTo("t3x9sh28803a20trrbbd01b2hr");
    }

    @Test
    void theExampleOfADisputeIsRead() throws IOException {
        PaymentConcern read =
                JSON.treeToValue(
                        example(PaymentConcern.DISPUTED).path("data"), PaymentConcern.class);
        assertThat(read.reason()).isNotEmpty();
    }

    @Test
    void theExampleOfARefundThatFailedIsRead() throws IOException {
        RefundFailed read =
                JSON.treeToValue(example(RefundFailed.TYPE).path("data"), RefundFailed.class);
        assertThat(read.reason()).isEqualTo("特店餘額不足");
        assertThat(read.refundId()).isEqualTo("t3x9sh28803a20trrbbd01b2hr");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".cvs", ".barcode"})
    @Tag("S4-42")
    void theExamplesOfInstructionsAreRead(String kind) throws IOException {
        InstructionsIssued read =
                JSON.treeToValue(
                        example(InstructionsIssued.TYPE + kind).path("data"),
                        InstructionsIssued.class);
        Instructions instructions =
                new Instructions(
                        read.bankCode(),
                        read.account(),
                        read.paymentCode(),
                        Optional.ofNullable(read.barcodes()).orElse(List.of()),
                        read.expiresAt());
        assertThat(instructions.expiresAt()).isAfter("2026-03-14T00:00:00Z");
    }

    @Test
    void everyTypeThatWeReadHasAnExample() throws IOException {
        for (String type :
                List.of(
                        PaymentConfirmed.TYPE,
                        PaymentRefunded.TYPE,
                        PaymentConcern.DISPUTED,
                        RefundFailed.TYPE,
                        PaymentProgress.SESSION_CREATED,
                        InstructionsIssued.TYPE,
                        PaymentProgress.FAILED,
                        PaymentProgress.EXPIRED)) {
            assertThat(CODEC.decode(example(type).toString()).type()).isEqualTo(type);
        }
    }

    private static CloudEvent created(Order order) {
        return event(OrderCreated.TYPE, order, OrderCreated.of(order));
    }

    private static CloudEvent event(String type, Order order, Object data) {
        return new CloudEvent(
                EventIds.next(),
                "/order-service",
                type,
                order.id().value(),
                order.placedAt(),
                1,
                "00-e3b98a4da31a127d4bde6e43033f66ba-2861f05296f96cc8-01",
                null,
                CODEC.data(data));
    }

    private static JsonNode example(String type) throws IOException {
        try (InputStream file =
                EventContractTest.class.getResourceAsStream("/events/" + type + ".example.json")) {
            assertThat(file).as(type).isNotNull();
            return JSON.readTree(file);
        }
    }
}
