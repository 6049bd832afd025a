package io.cashbell.order.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.order.Address;
import io.cashbell.order.Amount;
import io.cashbell.order.Buyer;
import io.cashbell.order.Currency;
import io.cashbell.order.EmailAddress;
import io.cashbell.order.Money;
import io.cashbell.order.OrderLine;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.PhoneNumber;
import io.cashbell.order.ShopLocale;
import io.cashbell.order.checkout.PlaceOrderRequest.AddressFields;
import io.cashbell.order.checkout.PlaceOrderRequest.BuyerFields;
import io.cashbell.order.request.JsonFields;
import io.cashbell.web.problem.CommonProblem;
import io.cashbell.web.problem.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a wish from the JSON of a {@link PlaceOrderRequest}, or says everything that is wrong. */
final class WishReader {
    private static final int MAX_ITEMS = 50;
    private static final int NAME = 100;
    private static final int LINE = 200;
    private static final int CODE = 64;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final List<FieldError> errors = new ArrayList<>();

    private WishReader() {}

    /**
     * @throws io.cashbell.web.problem.ProblemException naming every place that is wrong
     */
    static Wish read(JsonNode body) {
        WishReader reader = new WishReader();
        Optional<Wish> wish = reader.wish(body);
        if (!reader.errors.isEmpty()) {
            throw CommonProblem.INVALID_REQUEST
                    .because("The order is not complete or not correct.")
                    .withErrors(reader.errors);
        }
        return wish.orElseThrow(() -> new IllegalStateException("A fault was not noted"));
    }

    private Optional<Wish> wish(JsonNode body) {
        if (!body.isObject()) {
            errors.add(new FieldError("", "must be an object"));
            return Optional.empty();
        }
        JsonFields fields = JsonFields.of(body, "", PlaceOrderRequest.class, errors);
        List<Wish.Item> items = items(fields);
        Currency currency =
                orNull(
                        fields.text(
                                "currency", CODE, Currency::find, "must be one of TWD, KRW, CNY"));
        Address shipTo = shipTo(fields.object("shipTo", AddressFields.class));
        Buyer buyer = buyer(fields.object("buyer", BuyerFields.class), shipTo);
        PaymentMethod method =
                orNull(
                        fields.text(
                                "paymentMethod",
                                CODE,
                                PaymentMethod::find,
                                "is not a payment method"));
        ShopLocale locale =
                orNull(
                        fields.text(
                                "locale",
                                CODE,
                                ShopLocale::find,
                                "must be one of zh-TW, ko, zh-CN, en"));
        Money expected = expectedTotal(fields, currency);
        if (currency == null
                || shipTo == null
                || buyer == null
                || method == null
                || locale == null) {
            return Optional.empty();
        }
        return Optional.of(new Wish(items, currency, buyer, shipTo, method, locale, expected));
    }

    /** A product that is named twice is wanted as often as both say. */
    private List<Wish.Item> items(JsonFields fields) {
        Map<String, Wish.Item> items = new LinkedHashMap<>();
        for (JsonFields item :
                fields.objects("items", 1, MAX_ITEMS, PlaceOrderRequest.Item.class)) {
            Optional<String> product = item.text("productId", CODE);
            Optional<Integer> quantity = item.number("quantity", 1, OrderLine.MAX_QUANTITY);
            if (product.isPresent() && quantity.isPresent()) {
                Wish.Item before = items.get(product.get());
                int wanted = quantity.get() + (before == null ? 0 : before.quantity());
                if (wanted > OrderLine.MAX_QUANTITY) {
                    item.wrong("quantity", "is more than " + OrderLine.MAX_QUANTITY + " together");
                }
                String pointer = before == null ? item.pointer() : before.pointer();
                items.put(product.get(), new Wish.Item(product.get(), wanted, pointer));
            }
        }
        return List.copyOf(items.values());
    }

    private static @Nullable Address shipTo(JsonFields fields) {
        Optional<String> recipient = fields.text("recipient", NAME);
        Optional<String> line1 = fields.text("line1", LINE);
        Optional<String> city = fields.text("city", NAME);
        Optional<String> postalCode =
                fields.text(
                        "postalCode",
                        NAME,
                        text -> Optional.of(text).filter(WishReader::isPostalCode),
                        "must be 2 to 12 letters, digits, blanks or hyphens");
        Optional<String> country =
                fields.text(
                        "country",
                        CODE,
                        text -> Optional.of(text).filter(COUNTRIES::contains),
                        "must be two capital letters by ISO 3166");
        if (recipient.isEmpty()
                || line1.isEmpty()
                || city.isEmpty()
                || postalCode.isEmpty()
                || country.isEmpty()) {
            return null;
        }
        return new Address(
                recipient.get(), line1.get(), city.get(), postalCode.get(), country.get());
    }

    private static @Nullable Buyer buyer(JsonFields fields, @Nullable Address shipTo) {
        String home = shipTo == null ? "TW" : shipTo.country();
        Optional<String> name = fields.text("name", NAME);
        Optional<PhoneNumber> phone =
                fields.text(
                        "phone",
                        CODE,
                        text -> PhoneNumber.read(text, home),
                        "is not a telephone number");
        Optional<EmailAddress> email =
                fields.text(
                        "email",
                        EmailAddress.MAX_LENGTH,
                        EmailAddress::find,
                        "is not an e-mail address");
        if (name.isEmpty() || phone.isEmpty() || email.isEmpty()) {
            return null;
        }
        return new Buyer(name.get(), phone.get(), email.get());
    }

    private @Nullable Money expectedTotal(JsonFields fields, @Nullable Currency currency) {
        if (!fields.has("expectedTotal")) {
            return null;
        }
        JsonFields expected = fields.object("expectedTotal", Amount.class);
        Optional<Currency> named =
                expected.text("currency", CODE, Currency::find, "must be one of TWD, KRW, CNY");
        if (named.isPresent() && currency != null && named.get() != currency) {
            expected.wrong("currency", "is not the currency of the order");
        }
        return orNull(
                named.flatMap(
                        known ->
                                expected.text(
                                        "amount",
                                        CODE,
                                        text -> money(text, known),
                                        "is not an amount of " + known)));
    }

    private static Optional<Money> money(String text, Currency currency) {
        try {
            return Optional.of(Money.parse(text, currency));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isPostalCode(String text) {
        return text.length() >= 2
                && text.length() <= 12
                && text.chars()
                        .allMatch(
                                c ->
                                        c == ' '
                                                || c == '-'
                                                || (c < 128 && Character.isLetterOrDigit(c)));
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }
}
