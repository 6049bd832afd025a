package io.cashbell.order.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.order.caching.CacheableAnswer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The products, a page at a time. The page everybody asks for is made once. */
final class ProductPages {
    static final int USUAL = 20;
    static final int MOST = 100;

    private final List<String> order;
    private final ArrayNode products;
    private final Function<JsonNode, CacheableAnswer> answer;
    private final CacheableAnswer first;

    /**
     * @param order the ids of all there are, shown or not: a page may have ended with one that is
     *     shown no more
     */
    ProductPages(
            Collection<String> order,
            ArrayNode products,
            Function<JsonNode, CacheableAnswer> answer) {
        this.order = List.copyOf(order);
        this.products = products;
        this.answer = answer;
        this.first = answer.apply(page(0, USUAL));
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
        int last = order.indexOf(cursor);
        if (last < 0) {
            return Optional.empty();
        }
        int from = 0;
        while (from < products.size() && order.indexOf(id(from)) <= last) {
            from++;
        }
        return Optional.of(answer.apply(page(from, limit)));
    }

    CacheableAnswer first(int limit) {
        return limit == USUAL ? first : answer.apply(page(0, limit));
    }

    private String id(int index) {
        return products.get(index).path("id").asText();
    }

    private JsonNode page(int from, int limit) {
        int to = Math.min(products.size(), from + limit);
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode items = page.putArray("items");
        for (int i = from; i < to; i++) {
            items.add(products.get(i));
        }
        if (to < products.size() && to > 0) {
            page.put("nextCursor", id(to - 1));
        } else {
            page.putNull("nextCursor");
        }
        return page;
    }
}
