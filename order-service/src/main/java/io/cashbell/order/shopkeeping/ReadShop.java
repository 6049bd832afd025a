package io.cashbell.order.shopkeeping;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.web.problem.CommonProblem;
import io.cashbell.web.problem.FieldError;
import io.cashbell.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;
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
        return document().products().stream().map(ShopViews::product).toList();
    }

    /**
     * @param after the product that ended the page before; empty for the first page
     * @throws ProblemException if no page ended there
     */
    public ProductPage products(Optional<String> after, int limit) {
        List<ObjectNode> all = products();
        int from = 0;
        if (after.isPresent()) {
            from = all.stream().map(ReadShop::id).toList().indexOf(after.get()) + 1;
            if (from == 0) {
                throw unknownCursor();
            }
        }
        int to = Math.min(all.size(), from + limit);
        return new ProductPage(
                all.subList(from, to),
                to < all.size() ? Optional.of(id(all.get(to - 1))) : Optional.empty());
    }

    /**
     * @throws ProblemException if there is no such product
     */
    public Seen product(String id) {
        return document()
                .product(id)
                .map(ShopViews::product)
                .map(Seen::of)
                .orElseThrow(Wanted::noProduct);
    }

    public Seen site() {
        return Seen.of(ShopViews.site(document().site()));
    }

    /**
     * What was changed, newest first.
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
