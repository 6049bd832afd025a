package io.cashbell.order.shopkeeping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.order.Currency;
import io.cashbell.order.Money;
import io.cashbell.order.ShopLocale;
import io.cashbell.order.request.JsonFields;
import io.cashbell.web.problem.CommonProblem;
import io.cashbell.web.problem.FieldError;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a product that the owner wants, or says everything that is wrong with it. */
final class ProductReader {
    /** As the contract's examples write ids. */
    static final String SLUG = "[a-z0-9]+(-[a-z0-9]+)*";

    static final Set<String> LANGUAGES =
            Arrays.stream(ShopLocale.values())
                    .map(ShopLocale::tag)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
    private static final Set<String> CURRENCIES =
            Arrays.stream(Currency.values())
                    .map(Currency::name)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
    private static final Pattern ID = Pattern.compile(SLUG);
    private static final Pattern PER_CENT = Pattern.compile("(0|[1-9][0-9]?)(\\.[0-9]{1,2})?|100");
    private static final int CODE = 64;
    private static final int NAME = 200;
    private static final int DESCRIPTION = 1000;
    private static final int ADDRESS = 500;

    /** A hundred of it, fifty times in an order, is an amount that still can be counted. */
    private static final String DEAREST = "99999999";

    private final JsonFields fields;
    private final List<FieldError> errors;

    private ProductReader(JsonFields fields, List<FieldError> errors) {
        this.fields = fields;
        this.errors = errors;
    }

    /**
     * The members that are given, as they are kept.
     *
     * @param id of the product that is replaced; null where the body names it
     * @throws io.cashbell.web.problem.ProblemException naming every place that is wrong
     */
    static ObjectNode read(JsonNode body, @Nullable String id) {
        List<FieldError> errors = new ArrayList<>();
        ProductReader reader =
                new ProductReader(JsonFields.of(body, "", ProductRequest.class, errors), errors);
        ObjectNode product = reader.product(id);
        if (!reader.errors.isEmpty()) {
            throw CommonProblem.INVALID_REQUEST
                    .because("The product is not complete or not correct.")
                    .withErrors(reader.errors);
        }
        return product;
    }

    private ObjectNode product(@Nullable String id) {
        ObjectNode product = JsonNodeFactory.instance.objectNode();
        id(id).ifPresent(known -> product.put("id", known));
        product.set("name", texts("name", NAME, 1));
        if (fields.has("description")) {
            product.set("description", texts("description", DESCRIPTION, 0));
        }
        product.set("unitPrice", prices());
        fields.text(
                        "vat",
                        CODE,
                        text -> Optional.of(text).filter(PER_CENT.asMatchPredicate()),
                        "must be per cent, such as 5 or 7.5")
                .ifPresent(vat -> product.put("vat", vat));
        fields.text(
                        "imageUrl",
                        ADDRESS,
                        text -> Optional.of(text).filter(ProductReader::isImage),
                        "must be a path such as /images/tea.svg or an https address")
                .ifPresent(image -> product.put("imageUrl", image));
        // Who read it writes it back; it is changed elsewhere, because orders change it, too.
        if (id == null && fields.has("stock")) {
            fields.wrong("stock", "is set once the product is there");
        }
        for (String name : List.of("available", "active")) {
            if (fields.has(name)) {
                fields.flag(name).ifPresent(flag -> product.put(name, flag));
            }
        }
        return product;
    }

    private Optional<String> id(@Nullable String known) {
        if (known != null && !fields.has("id")) {
            return Optional.of(known);
        }
        Optional<String> id =
                fields.text(
                        "id",
                        CODE,
                        text -> Optional.of(text).filter(ID.asMatchPredicate()),
                        "must be small letters and digits, in parts joined by hyphens");
        if (known != null && id.isPresent() && !id.get().equals(known)) {
            return fields.wrong("id", "is not the product of this address");
        }
        return id;
    }

    private ObjectNode texts(String name, int longest, int least) {
        JsonFields given = fields.members(name, LANGUAGES);
        ObjectNode texts = JsonNodeFactory.instance.objectNode();
        List<String> named = LANGUAGES.stream().filter(given::has).toList();
        if (named.size() < least && fields.has(name)) {
            fields.wrong(name, "must have a text in one language at least");
        }
        for (String language : named) {
            given.text(language, longest).ifPresent(text -> texts.put(language, text));
        }
        return texts;
    }

    private ObjectNode prices() {
        JsonFields given = fields.members("unitPrice", CURRENCIES);
        ObjectNode prices = JsonNodeFactory.instance.objectNode();
        List<Currency> named =
                Arrays.stream(Currency.values()).filter(each -> given.has(each.name())).toList();
        if (named.isEmpty() && fields.has("unitPrice")) {
            fields.wrong("unitPrice", "must have a price in one currency at least");
        }
        for (Currency currency : named) {
            given.text(
                            currency.name(),
                            CODE,
                            text -> price(text, currency),
                            "must be an amount of " + currency + " above 0")
                    .ifPresent(price -> prices.put(currency.name(), price.decimal()));
        }
        return prices;
    }

    private static Optional<Money> price(String text, Currency currency) {
        try {
            Money price = Money.parse(text, currency);
            boolean isFit = !price.isZero() && !Money.parse(DEAREST, currency).isLessThan(price);
            return isFit ? Optional.of(price) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Nothing that a page would take for a script, for another host, or for a way out. */
    private static boolean isImage(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                return false;
            }
            String path = uri.getRawPath();
            boolean isOnItsWay = path != null && !List.of(path.split("/", -1)).contains("..");
            return uri.getScheme() == null
                    ? isOnItsWay && uri.getRawAuthority() == null && text.startsWith("/")
                    : isOnItsWay && uri.getScheme().equals("https") && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
