package io.cashbell.notification.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.notification.Money;
import io.cashbell.notification.News;
import io.cashbell.notification.News.Line;
import io.cashbell.notification.Occasion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventIntakeTest {
    private static final Instant HAPPENED = Instant.parse("2026-03-01T11:59:00Z");
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private final OrderEventHandler orders =
            new OrderEventHandler(new EventReader(MAPPER), new IntakeConfig("on-arrival", false));
    private final PaymentEventHandler payments = new PaymentEventHandler(new EventReader(MAPPER));

    private Optional<News> read(String type, String data) throws JsonProcessingException {
        CloudEvent event =
                new CloudEvent(
                        "event1",
                        "/x",
                        type,
                        "order1",
                        HAPPENED,
                        1,
                        null,
                        null,
                        MAPPER.readTree(data));
        return orders.read(event).or(() -> payments.read(event));
    }

    @Test
    @Tag("S2-36")
    void aConfirmedPaymentIsNews() throws JsonProcessingException {
        assertThat(
                        read(
                                "payment.confirmed.v1",
                                """
                                {"orderId": "order1", "paymentId": "p", "method": "ecpay-credit",
                                 "amount": {"amount": "1200", "currency": "TWD"}, "gatewayTradeNo": "23",
                                 "paidAt": "2026-03-01T12:00:00Z", "locale": "zh-TW", "newer": [1],
                                 "items": [{"name": "茶", "quantity": 2, "newer": 1,
                                            "lineTotal": {"amount": "1200", "currency": "TWD"}}]}
                                """))
                .contains(
                        new News(
                                Occasion.PAYMENT_CONFIRMED,
                                Instant.parse("2026-03-01T12:00:00Z"),
                                "ecpay-credit",
                                Money.parse("1200", "TWD"),
                                null,
                                "23",
                                List.of(new Line("茶", 2, Money.parse("1200", "TWD")))));
    }

    @Test
    void withoutItemsTheMailHasNoList() throws JsonProcessingException {
        assertThat(
                        read(
                                "payment.confirmed.v1",
                                """
                                {"method": "ecpay-credit", "amount": {"amount": "1", "currency": "TWD"},
                                 "paidAt": "2026-03-01T12:00:00Z"}
                                """))
                .hasValueSatisfying(news -> assertThat(news.lines()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "declined, 10100058, declined (10100058)",
                "declined, -, declined",
                "-, 10100058, 10100058",
                "-, -, -"
            })
    @Tag("S2-36")
    void aFailedPaymentIsNewsWithWhateverIsKnownOfTheReason(String reason, String code, String told)
            throws JsonProcessingException {
        String data =
                MAPPER.createObjectNode().put("reason", reason).put("gatewayCode", code).toString();

        assertThat(read("payment.failed.v1", data))
                .contains(
                        new News(
                                Occasion.PAYMENT_FAILED,
                                HAPPENED,
                                null,
                                null,
                                told,
                                null,
                                List.of()));
    }

    @Test
    void aDisputedPaymentIsNews() throws JsonProcessingException {
        assertThat(
                        read(
                                "payment.disputed.v1",
                                """
                                {"method": "ecpay-credit", "amount": {"amount": "900", "currency": "TWD"},
                                 "reason": "amount-mismatch", "gatewayTradeNo": "23"}
                                """))
                .contains(
                        new News(
                                Occasion.PAYMENT_DISPUTED,
                                HAPPENED,
                                "ecpay-credit",
                                Money.parse("900", "TWD"),
                                "amount-mismatch",
                                "23",
                                List.of()));
    }

    @Test
    @Tag("S4-32")
    void anOrderPaidOnArrivalIsNewsWhenItIsPlaced() throws JsonProcessingException {
        assertThat(
                        read(
                                "order.created.v1",
                                """
                                {"paymentMethod": "pay-on-arrival", "buyer": {"id": "b"},
                                 "total": {"amount": "600", "currency": "TWD"},
                                 "items": [{"productId": "t", "name": "茶", "quantity": 1}]}
                                """))
                .hasValueSatisfying(
                        news -> {
                            assertThat(news.occasion()).isEqualTo(Occasion.ORDER_PLACED);
                            assertThat(news.at()).isEqualTo(HAPPENED);
                            assertThat(news.lines()).containsExactly(new Line("茶", 1, null));
                        });
    }

    @Test
    void anOrderThatSomebodyWillPayOnlineIsNoNewsYet() throws JsonProcessingException {
        assertThat(
                        read(
                                "order.created.v1",
                                """
                                {"paymentMethod": "ecpay-credit", "total": {"amount": "600", "currency": "TWD"}}
                                """))
                .isEmpty();
    }

    @Test
    void anEventOfAnotherTypeIsSkipped() throws JsonProcessingException {
        assertThat(read("payment.session-created.v1", "{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}
                    {"method": "m", "amount": {"amount": "1.234", "currency": "TWD"}, "paidAt": "2026-03-01T12:00:00Z"}
                    {"method": "m", "amount": {"amount": "-1", "currency": "TWD"}, "paidAt": "2026-03-01T12:00:00Z"}
                    {"method": "m", "amount": {"amount": "1", "currency": "QQQ"}, "paidAt": "2026-03-01T12:00:00Z"}
                    {"method": "m", "amount": {"amount": "1", "currency": "TWD"}, "paidAt": "yesterday"}
                    {"method": "m", "amount": "1", "paidAt": "2026-03-01T12:00:00Z"}
                    """)
    void aBrokenContractIsThrownForTheDeadLetterQueue(String data) {
        assertThatThrownBy(() -> read("payment.confirmed.v1", data))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
