package io.cashbell.order.admin.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.order.Currency;
import io.cashbell.order.Money;
import io.cashbell.order.shopkeeping.ChangeView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Products and latest changes of the shop, as they are drawn.
 *
 * @param next address of the changes before these; empty at the end
 */
public record ShopPage(List<ProductRow> products, List<ChangeRow> changes, String next) {

    /**
     * One product among others.
     *
     * @param stock units for sale; empty where they are not counted
     */
    public record ProductRow(
            String id,
            String name,
            String prices,
            String vat,
            String stock,
            boolean available,
            boolean active) {

        static ProductRow of(ObjectNode product, Words words) {
            return new ProductRow(
                    product.path("id").asText(),
                    words.locale().choose(texts(product.path("name"))).orElse(""),
                    Arrays.stream(Currency.values())
                            .filter(each -> product.path("unitPrice").has(each.name()))
                            .map(each -> price(product, each))
                            .collect(Collectors.joining(" · ")),
                    product.path("vat").asText(),
                    product.at("/stock/available").asText(),
                    product.path("available").asBoolean(),
                    product.path("active").asBoolean());
        }

        private static String price(ObjectNode product, Currency currency) {
            return Page.money(
                    Money.parse(
                            product.path("unitPrice").path(currency.name()).asText(), currency));
        }

        private static Map<String, String> texts(JsonNode node) {
            Map<String, String> texts = new HashMap<>();
            node.properties().forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
            return texts;
        }
    }

    /**
     * One change.
     *
     * @param subject the product, or the account; empty where the site was changed
     */
    public record ChangeRow(
            Instant at, String actor, String what, String subject, List<Difference> differences) {

        static ChangeRow of(ChangeView change) {
            String product = change.productId();
            return new ChangeRow(
                    change.at(),
                    change.actor(),
                    change.what(),
                    product == null ? change.after().path("email").asText() : product,
                    Difference.between(change.before(), change.after()));
        }
    }

    /**
     * One thing that is different now.
     *
     * @param place such as {@code unitPrice/TWD}
     * @param before empty where there was nothing
     * @param after empty where there is nothing any more
     */
    public record Difference(String place, String before, String after) {

        static List<Difference> between(@Nullable JsonNode before, JsonNode after) {
            Map<String, String> old = new TreeMap<>();
            if (before != null) {
                flatten("", before, old);
            }
            Map<String, String> fresh = new TreeMap<>();
            flatten("", after, fresh);
            TreeMap<String, String> all = new TreeMap<>(old);
            all.putAll(fresh);
            List<Difference> differences = new ArrayList<>();
            for (String place : all.keySet()) {
                String was = old.getOrDefault(place, "");
                String is = fresh.getOrDefault(place, "");
                if (!was.equals(is)) {
                    differences.add(new Difference(place, was, is));
                }
            }
            return differences;
        }

        private static void flatten(String place, JsonNode node, Map<String, String> texts) {
            if (node.isObject()) {
                node.properties()
                        .forEach(
                                member ->
                                        flatten(
                                                place.isEmpty()
                                                        ? member.getKey()
                                                        : place + "/" + member.getKey(),
                                                member.getValue(),
                                                texts));
            } else if (node.isArray()) {
                List<String> elements = new ArrayList<>();
                node.forEach(element -> elements.add(element.asText()));
                texts.put(place, String.join(", ", elements));
            } else if (!node.isNull()) {
                texts.put(place, node.asText());
            }
        }
    }
}
