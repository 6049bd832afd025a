package io.cashbell.order.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.order.caching.CacheableAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The products, a page at a time. The page everybody asks for is made once. */
final class ProductPages {
    /** A small shop's catalog is one page. */
    static final int LIMIT = 100;

    private final ArrayNode products;
    private final Function<JsonNode, CacheableAnswer> answer;
    private final CacheableAnswer first;

    ProductPages(ArrayNode products, Function<JsonNode, CacheableAnswer> answer) {
        this.products = products;
        this.answer = answer;
        this.first = answer.apply(page(0, LIMIT));
    }

    List<JsonNode> all() {
        List<JsonNode> all = new ArrayList<>();
        products.forEach(all::add);
        return List.copyOf(all);
    }

    CacheableAnswer first() {
        return first;
    }

    /**
     * @param cursor the id of the last product of the page before
     * @return empty if there is no such product any more
     */
    Optional<CacheableAnswer> after(String cursor, int limit) {
        for (int i = 0; i < products.size(); i++) {
            if (products.get(i).path("id").asText().equals(cursor)) {
                return Optional.of(answer.apply(page(i + 1, limit)));
            }
        }
        return Optional.empty();
    }

    CacheableAnswer first(int limit) {
        return limit == LIMIT ? first : answer.apply(page(0, limit));
    }

    private JsonNode page(int from, int limit) {
        int to = Math.min(products.size(), from + limit);
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode items = page.putArray("items");
        for (int i = from; i < to; i++) {
            items.add(products.get(i));
        }
        if (to < products.size() && to > 0) {
            page.put("nextCursor", products.get(to - 1).path("id").asText());
        } else {
            page.putNull("nextCursor");
        }
        return page;
    }
}
