package io.cashbell.order.store;

import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.order.Address;
import io.cashbell.order.Buyer;
import io.cashbell.order.Currency;
import io.cashbell.order.Digest;
import io.cashbell.order.EmailAddress;
import io.cashbell.order.Money;
import io.cashbell.order.Order;
import io.cashbell.order.OrderId;
import io.cashbell.order.OrderLine;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.PhoneNumber;
import io.cashbell.order.ShopLocale;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An order as an item of the table, and back; its attributes are listed with the package. */
final class OrderItem {
    static final String SORT_KEY = "order";
    static final String CURRENCY = "cur";
    static final String TOTAL = "tot";
    static final String METHOD = "m";
    private static final String LINES = "ln";
    private static final String LOCALE = "lo";
    private static final String BUYER = "b";
    private static final String ADDRESS = "a";
    private static final String TOKEN_HASH = "th";
    private static final String REQUEST_DIGEST = "rd";
    private static final String PLACED_AT = "at";
    private static final String PAY_BY = "exp";

    private OrderItem() {}

    static ItemKey key(OrderId id) {
        return new ItemKey(id.value(), SORT_KEY);
    }

    /** Everything but key, version and outbox. */
    static Map<String, AttributeValue> of(Order order) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(LINES, Values.of(order.lines().stream().map(OrderItem::line).toList()));
        item.put(CURRENCY, Values.of(order.total().currency().name()));
        item.put(TOTAL, Values.of(order.total().minorUnits()));
        item.put(METHOD, Values.of(order.method().code()));
        item.put(LOCALE, Values.of(order.locale().tag()));
        item.put(BUYER, buyer(order.buyer()));
        item.put(ADDRESS, address(order.shipTo()));
        item.put(TOKEN_HASH, Values.of(order.accessTokenHash().bytes()));
        item.put(REQUEST_DIGEST, Values.of(order.requestDigest().bytes()));
        item.put(PLACED_AT, Values.of(order.placedAt().toEpochMilli()));
        Instant payBy = order.payBy();
        if (payBy != null) {
            item.put(PAY_BY, Values.of(payBy.getEpochSecond()));
        }
        item.putAll(Listing.fixed(order));
        StateAttributes.of(order)
                .forEach(
                        (name, value) -> {
                            if (value != null) {
                                item.put(name, value);
                            }
                        });
        return item;
    }

    /**
     * @throws IllegalStateException if the item was not written by us
     */
    static Order read(Map<String, AttributeValue> item) {
        Currency currency = Currency.valueOf(Values.text(item, CURRENCY));
        return new Order(
                new OrderId(Values.text(item, ItemKey.PK)),
                Values.list(item, LINES).stream().map(line -> line(line.m(), currency)).toList(),
                new Money(Values.number(item, TOTAL), currency),
                PaymentMethod.find(Values.text(item, METHOD)).orElseThrow(),
                ShopLocale.find(Values.text(item, LOCALE)).orElseThrow(),
                buyer(Values.map(item, BUYER)),
                address(Values.map(item, ADDRESS)),
                Digest.ofBytes(Values.bytes(item, TOKEN_HASH)),
                Digest.ofBytes(Values.bytes(item, REQUEST_DIGEST)),
                Instant.ofEpochMilli(Values.number(item, PLACED_AT)),
                Values.optionalNumber(item, PAY_BY).map(Instant::ofEpochSecond).orElse(null),
                StateAttributes.state(item),
                StateAttributes.concerns(item),
                TimelineAttributes.read(item),
                ReservationAttributes.read(item),
                Values.number(item, ItemTable.VERSION));
    }

    private static AttributeValue line(OrderLine line) {
        return Values.of(
                Map.of(
                        "p", Values.of(line.productId()),
                        "n", Values.of(line.name()),
                        "q", Values.of(line.quantity()),
                        "u", Values.of(line.unitPrice().minorUnits())));
    }

    private static OrderLine line(Map<String, AttributeValue> line, Currency currency) {
        return new OrderLine(
                Values.text(line, "p"),
                Values.text(line, "n"),
                Math.toIntExact(Values.number(line, "q")),
                new Money(Values.number(line, "u"), currency));
    }

    private static AttributeValue buyer(Buyer buyer) {
        return Values.of(
                Map.of(
                        "n", Values.of(buyer.name()),
                        "p", Values.of(buyer.phone().value()),
                        "e", Values.of(buyer.email().value())));
    }

    private static Buyer buyer(Map<String, AttributeValue> buyer) {
        return new Buyer(
                Values.text(buyer, "n"),
                new PhoneNumber(Values.text(buyer, "p")),
                new EmailAddress(Values.text(buyer, "e")));
    }

    private static AttributeValue address(Address address) {
        return Values.of(
                Map.of(
                        "r", Values.of(address.recipient()),
                        "l", Values.of(address.line1()),
                        "c", Values.of(address.city()),
                        "z", Values.of(address.postalCode()),
                        "k", Values.of(address.country())));
    }

    private static Address address(Map<String, AttributeValue> address) {
        return new Address(
                Values.text(address, "r"),
                Values.text(address, "l"),
                Values.text(address, "c"),
                Values.text(address, "z"),
                Values.text(address, "k"));
    }
}
