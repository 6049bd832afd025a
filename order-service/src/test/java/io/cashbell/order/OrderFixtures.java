package io.cashbell.order;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Orders for tests: two tins of oolong at NT$600, unless a test says otherwise. */
public final class OrderFixtures {
    public static final Instant PLACED_AT = Instant.parse("2026-03-01T02:03:04.005Z");
    public static final Instant PAID_AT = Instant.parse("2026-03-01T02:10:00Z");
    public static final OrderId ID = new OrderId("0123456789abcdefghjkmnpqrs");
    public static final AccessToken TOKEN = new AccessToken("the-token-of-the-buyer");
    public static final Money TOTAL = Money.parse("1200", Currency.TWD);
    public static final Receipt RECEIPT = Receipt.of(PAID_AT, "payment-1", "2603010210001", TOTAL);
    public static final Instructions TRANSFER =
            new Instructions(
                    "812",
                    "9103522175887271",
                    null,
                    List.of(),
                    Instant.parse("2026-03-04T15:59:59Z"));
    public static final Shipment SHIPMENT =
            new Shipment(Instant.parse("2026-03-02T00:00:00Z"), "tcat", "9051");

    private OrderFixtures() {}

    public static Order byCard() {
        return order(ID, PaymentMethod.ECPAY_CREDIT);
    }

    public static Order byCard(OrderId id) {
        return order(id, PaymentMethod.ECPAY_CREDIT);
    }

    public static Order onArrival() {
        return order(ID, PaymentMethod.PAY_ON_ARRIVAL);
    }

    public static OrderFact.PaymentConfirmed confirmed() {
        return new OrderFact.PaymentConfirmed(PaymentMethod.ECPAY_CREDIT, TOTAL, RECEIPT);
    }

    /** By card, with that number of the gateway's. */
    public static OrderFact.PaymentConfirmed confirmedAs(String gatewayTradeNo) {
        return new OrderFact.PaymentConfirmed(
                PaymentMethod.ECPAY_CREDIT,
                TOTAL,
                Receipt.of(PAID_AT, "payment-1", gatewayTradeNo, TOTAL));
    }

    /** Of that buyer, at that moment. */
    public static Order placed(
            OrderId id, PaymentMethod method, PhoneNumber phone, Instant placedAt) {
        Buyer buyer = order(id, method).buyer();
        return placed(id, method, new Buyer(buyer.name(), phone, buyer.email()), placedAt);
    }

    public static Order placed(OrderId id, PaymentMethod method, Buyer buyer, Instant placedAt) {
        Order order = order(id, method);
        return new Order(
                order.id(),
                order.lines(),
                order.total(),
                order.method(),
                order.locale(),
                buyer,
                order.shipTo(),
                order.accessTokenHash(),
                order.requestDigest(),
                placedAt.truncatedTo(ChronoUnit.MILLIS),
                order.payBy(),
                order.state(),
                order.concerns(),
                order.timeline(),
                Reservation.NONE,
                order.version());
    }

    /** The confirmation as the queue brings it. */
    public static OrderNews paid() {
        return new OrderNews(confirmed(), PAID_AT, new OrderNews.Source.Event("event-1"));
    }

    public static Order in(OrderState state) {
        Order order = byCard();
        return new Order(
                order.id(),
                order.lines(),
                order.total(),
                order.method(),
                order.locale(),
                order.buyer(),
                order.shipTo(),
                order.accessTokenHash(),
                order.requestDigest(),
                order.placedAt(),
                order.payBy(),
                state,
                List.of(),
                Timeline.EMPTY,
                Reservation.NONE,
                1);
    }

    private static Order order(OrderId id, PaymentMethod method) {
        return new Order(
                id,
                List.of(
                        new OrderLine(
                                "tea-oolong", "阿里山高山烏龍", 2, Money.parse("600", Currency.TWD))),
                TOTAL,
                method,
                ShopLocale.TRADITIONAL_CHINESE,
                new Buyer(
                        "王小明",
                        new PhoneNumber("+886912345678"),
                        new EmailAddress("buyer@example.com")),
                new Address("王小明", "中正區重慶南路一段122號", "臺北市", "100", "TW"),
                TOKEN.hash(),
                Digest.of("the request"),
                PLACED_AT,
                method.isOnArrival() ? null : Instant.parse("2026-03-01T02:33:04Z"),
                new OrderState.Created(PaymentStatus.atFirst(method), 0),
                List.of(),
                Timeline.EMPTY,
                Reservation.NONE,
                1);
    }
}
