package io.cashbell.order.shopkeeping;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.order.catalog.Catalogs;
import io.cashbell.order.catalog.Stock;
import io.cashbell.web.problem.CommonProblem;
import io.cashbell.web.problem.FieldError;
import io.cashbell.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows the shop to its owner as it was last written, past every cache. */
@Singleton
public class ReadShop {
    private final ChangeShop shop;
    private final KeptShop kept;
    private final ObjectMapper json;

    ReadShop(ChangeShop shop, KeptShop kept, ObjectMapper json) {
        this.shop = shop;
        this.kept = kept;
        this.json = json;
    }

    /**
     * One thing, and what it is known by.
     *
     * @param tag entity tag: another one whenever anything of it is different
     */
    public record Seen(ObjectNode view, String tag) {
        private static Seen of(ObjectNode view) {
            return new Seen(view, ShopViews.tag(view));
        }
    }

    /**
     * @param next where this page ended; empty if it is the last
     */
    public record ProductPage(List<ObjectNode> products, Optional<String> next) {
        public ProductPage {
            products = List.copyOf(products);
        }
    }

    /** All products, also those that are not shown, in the order of the shop. */
    public List<ObjectNode> products() {
        return views(document().products());
    }

    /**
     * @param after the product that ended the page before; empty for the first page
     * @throws ProblemException if no page ended there
     */
    public ProductPage products(Optional<String> after, int limit) {
        List<ObjectNode> all = document().products();
        int from = 0;
        if (after.isPresent()) {
            from = all.stream().map(ReadShop::id).toList().indexOf(after.get()) + 1;
            if (from == 0) {
                throw unknownCursor();
            }
        }
        int to = Math.min(all.size(), from + limit);
        return new ProductPage(
                views(all.subList(from, to)),
                to < all.size() ? Optional.of(id(all.get(to - 1))) : Optional.empty());
    }

    /**
     * @throws ProblemException if there is no such product
     */
    public Seen product(String id) {
        ObjectNode product = document().product(id).orElseThrow(Wanted::noProduct);
        // Orders change what is left all the time: a form of the product is none the older for it.
        return new Seen(
                views(List.of(product)).getFirst(), ShopViews.tag(ShopViews.product(product)));
    }

    /**
     * What is for sale of a product.
     *
     * @throws ProblemException if there is no such product
     */
    public Seen stock(String id) {
        ObjectNode product = document().product(id).orElseThrow(Wanted::noProduct);
        Stock stock = stock(List.of(product)).get(id);
        return Seen.of(WantedStock.view(stock == null ? null : stock.available()));
    }

    private List<ObjectNode> views(List<ObjectNode> products) {
        Map<String, Stock> stock = stock(products);
        List<ObjectNode> views = new ArrayList<>();
        for (ObjectNode product : products) {
            ObjectNode view = ShopViews.product(product);
            Stock known = stock.get(id(product));
            if (known != null) {
                view.set("stock", WantedStock.view(known.available()));
            }
            views.add(view);
        }
        return views;
    }

    private Map<String, Stock> stock(List<ObjectNode> products) {
        List<String> counted =
                products.stream()
                        .filter(product -> product.has(Catalogs.COUNT))
                        .map(ReadShop::id)
                        .toList();
        return counted.isEmpty() ? Map.of() : kept.stock(counted);
    }

    public Seen site() {
        return Seen.of(ShopViews.site(document().site()));
    }

    /**
     * What was changed, of the shop and of who may enter its console, newest first.
     *
     * @throws ProblemException if no page ended there
     */
    public KeptShop.Page changes(Optional<String> after, int limit) {
        try {
            return kept.changes(after, limit);
        } catch (IllegalArgumentException strange) {
            throw unknownCursor();
        }
    }

    private ShopDocument document() {
        return ShopDocument.read(json, shop.latest().document());
    }

    private static String id(ObjectNode product) {
        return product.path("id").asText();
    }

    private static ProblemException unknownCursor() {
        return CommonProblem.INVALID_REQUEST
                .because("Some parameters are not correct.")
                .withErrors(List.of(new FieldError("/cursor", "is not one that was given out")));
    }
}
