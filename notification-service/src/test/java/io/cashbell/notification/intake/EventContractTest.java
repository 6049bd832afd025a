package io.cashbell.notification.intake;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.messaging.event.CloudEventCodec;
import io.cashbell.notification.Money;
import io.cashbell.notification.News;
import io.cashbell.notification.NotificationId;
import io.cashbell.notification.Occasion;
import io.cashbell.notification.Parcel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the producers promise to send, we can read. */
class EventContractTest {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private final OrderEventHandler orders =
            new OrderEventHandler(new EventReader(MAPPER), new IntakeConfig("on-arrival", false));
    private final PaymentEventHandler payments = new PaymentEventHandler(new EventReader(MAPPER));

    private static CloudEvent example(String name) throws IOException {
        String file = "/events/" + name + ".example.json";
        try (InputStream stream =
                requireNonNull(EventContractTest.class.getResourceAsStream(file), file)) {
            return new CloudEventCodec(MAPPER)
                    .decode(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private Optional<News> read(CloudEvent event) {
        return orders.read(event).or(() -> payments.read(event));
    }

    @ParameterizedTest
    @CsvSource({
        "payment.confirmed.v1, PAYMENT_CONFIRMED, ecpay-credit, 2180, 2",
        "payment.failed.v1, PAYMENT_FAILED, ecpay-credit, 2180, 2",
        "payment.disputed.v1, PAYMENT_DISPUTED, ecpay-credit, 218, 0",
        "payment.disputed.v1.refund-by-hand, PAYMENT_DISPUTED, ecpay-atm, 980, 0",
        "payment.expired.v1, PAYMENT_EXPIRED, ecpay-atm, 2180, 2",
        "payment.refunded.v1, PAYMENT_REFUNDED, ecpay-credit, 980, 0",
        "payment.refund-failed.v1, REFUND_FAILED, ecpay-credit, 980, 0",
        "order.created.v1.pay-on-arrival, ORDER_PLACED, pay-on-arrival, 980, 1"
    })
    void theExampleBecomesNews(
            String name, Occasion occasion, String method, String amount, int lines)
            throws IOException {
        CloudEvent event = example(name);

        assertThat(read(event))
                .hasValueSatisfying(
                        news -> {
                            assertThat(news.occasion()).isEqualTo(occasion);
                            assertThat(news.method()).isEqualTo(method);
                            assertThat(news.amount()).isEqualTo(Money.parse(amount, "TWD"));
                            assertThat(news.lines()).hasSize(lines);
                        });
        assertThat(new NotificationId(event.subject(), event.id())).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "order.created.v1, BUYER_ORDER, 2180",
        "order.created.v1.pay-on-arrival, BUYER_ORDER, 980",
        "payment.instructions-issued.v1, BUYER_TRANSFER, 2180",
        "payment.instructions-issued.v1.cvs, BUYER_TRANSFER, 2180",
        "payment.instructions-issued.v1.barcode, BUYER_TRANSFER, 2180",
        "payment.confirmed.v1, BUYER_PAID, 2180",
        "payment.refunded.v1, BUYER_REFUNDED, 980",
    })
    void theExampleIsNewsForTheBuyerWhereBuyersAreTold(
            String name, Occasion occasion, String amount) throws IOException {
        CloudEvent event = example(name);

        assertThat(buyers(true).read(event))
                .hasValueSatisfying(
                        news -> {
                            assertThat(news.occasion()).isEqualTo(occasion);
                            assertThat(news.occasion().isForBuyer()).isTrue();
                            assertThat(news.amount()).isEqualTo(Money.parse(amount, "TWD"));
                        });
        assertThat(buyers(false).read(event)).isEmpty();
    }

    @Test
    void anOrderOnItsWayIsTheBuyersNewsAlone() throws IOException {
        CloudEvent event = example("order.shipped.v1");

        assertThat(buyers(true).read(event))
                .contains(News.ofParcel(event.time(), new Parcel("黑貓宅急便", "906512345678")));
        assertThat(buyers(false).read(event)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payment.failed.v1",
                "payment.expired.v1",
                "payment.disputed.v1",
                "payment.refund-failed.v1"
            })
    void whatTheShopHasToSolveIsNotTheBuyersNews(String name) throws IOException {
        assertThat(buyers(true).read(example(name))).isEmpty();
    }

    @Test
    void everyOrderIsNewsWhereThatIsSwitchedOn() throws IOException {
        OrderEventHandler all =
                new OrderEventHandler(new EventReader(MAPPER), new IntakeConfig("all", false));

        assertThat(all.read(example("order.created.v1")))
                .hasValueSatisfying(
                        news -> assertThat(news.occasion()).isEqualTo(Occasion.ORDER_RECEIVED));
        assertThat(all.read(example("order.created.v1.pay-on-arrival")))
                .hasValueSatisfying(
                        news -> assertThat(news.occasion()).isEqualTo(Occasion.ORDER_PLACED));
    }

    @Test
    void aDaysCloseBecomesOneMail() throws IOException {
        CloudEvent event = example("payment.day-closed.v1");

        assertThat(read(event))
                .hasValueSatisfying(
                        news -> {
                            assertThat(news.occasion()).isEqualTo(Occasion.DAY_CLOSED);
                            assertThat(news.reference()).isEqualTo("2026-03-14");
                            assertThat(news.reason()).isEqualTo("day-not-closed");
                            assertThat(news.lines())
                                    .extracting(News.Line::name)
                                    .containsExactly(
                                            "ecpay equal",
                                            "ecpay paid-there by-gateway",
                                            "ecpay paid-here by-books",
                                            "ecpay repaired",
                                            "ecpay not-here 7QK2M8ZC4T0RV5W9XB3H confirmed",
                                            "ecpay not-there 3HB9XW5VR0T4CZ8M2KQ7 pending",
                                            "kakaopay not-closed no-answer");
                        });
        assertThat(buyers(true).read(event)).isEmpty();
        assertThat(new NotificationId(event.subject(), event.id())).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "payment.warning-raised.v1, callbacks-missing, ecpay",
        "payment.warning-raised.v1.shop, private-address,"
    })
    void aWarningBecomesAMailToTheAdministratorsAlone(
            String name, String warning, @Nullable String gateway) throws IOException {
        CloudEvent event = example(name);

        assertThat(read(event))
                .hasValue(
                        new News(
                                Occasion.GO_LIVE_WARNING,
                                Instant.parse("2026-03-14T08:57:02Z"),
                                null,
                                null,
                                warning,
                                gateway,
                                List.of()));
        assertThat(buyers(true).read(event)).isEmpty();
        assertThat(new NotificationId(event.subject(), event.id())).isNotNull();
    }

    private static BuyerEventHandler buyers(boolean told) {
        return new BuyerEventHandler(new EventReader(MAPPER), new IntakeConfig("on-arrival", told));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order.created.v1",
                "order.cancelled.v1",
                "order.expired.v1",
                "order.refund-requested.v1",
                "order.shipped.v1",
                "payment.instructions-issued.v1",
                "payment.session-created.v1"
            })
    void anyOtherExampleIsSkipped(String name) throws IOException {
        assertThat(read(example(name))).isEmpty();
    }
}
