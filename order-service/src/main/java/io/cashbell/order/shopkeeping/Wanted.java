package io.cashbell.order.shopkeeping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.order.problem.ProblemTypes;
import io.cashbell.web.problem.ProblemException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change that the owner wants, read and correct. It is made on the document as it stands, again
 * on the next one where somebody else was faster.
 */
sealed interface Wanted
        permits Wanted.NewProduct, Wanted.ChangedProduct, Wanted.ChangedSite, WantedStock {

    /**
     * @param expected the entity tags of which the thing must have one now; empty for any
     * @throws ProblemException if the shop as it stands does not allow it; it is the same then
     */
    Effect on(ShopDocument document, Optional<EntityTags> expected);

    /**
     * What a change did.
     *
     * @param before as its owner saw it; null if it was not there
     * @param after as its owner sees it now
     * @param stock what is written of the stock with it; null where there is nothing
     */
    record Effect(
            ShopChange.Kind kind,
            @Nullable String productId,
            @Nullable ObjectNode before,
            ObjectNode after,
            @Nullable StockWrite stock) {
        Effect(
                ShopChange.Kind kind,
                @Nullable String productId,
                @Nullable ObjectNode before,
                ObjectNode after) {
            this(kind, productId, before, after, null);
        }

        boolean changesNothing() {
            return after.equals(before);
        }

        /** The record of it. */
        ShopChange by(String actor, String id, Instant at) {
            return new ShopChange(
                    id,
                    at,
                    actor,
                    kind,
                    productId,
                    before == null ? null : before.toString(),
                    after.toString());
        }
    }

    /** A product that is not there yet. */
    record NewProduct(ObjectNode given) implements Wanted {
        @Override
        public Effect on(ShopDocument document, Optional<EntityTags> expected) {
            String id = given.path("id").asText();
            if (document.product(id).isPresent()) {
                throw ProblemTypes.PRODUCT_EXISTS.because(
                        "There is a product " + id + " already; change that one.");
            }
            if (expected.isPresent()) {
                // Whoever names a tag knows something that is not there.
                throw EntityTags.overtaken();
            }
            ObjectNode product = merged(given.objectNode(), given);
            product.put("available", given.path("available").asBoolean(true));
            product.put("active", given.path("active").asBoolean(true));
            document.add(product);
            return new Effect(
                    ShopChange.Kind.PRODUCT_CREATED, id, null, ShopViews.product(product));
        }
    }

    /** Other words, prices or standing of a product. */
    record ChangedProduct(String id, ObjectNode given) implements Wanted {
        @Override
        public Effect on(ShopDocument document, Optional<EntityTags> expected) {
            ObjectNode kept = document.product(id).orElseThrow(Wanted::noProduct);
            ObjectNode before = ShopViews.product(kept);
            expected.ifPresent(tags -> tags.require(before));
            ObjectNode product = merged(kept, given);
            document.replace(product);
            return new Effect(
                    ShopChange.Kind.PRODUCT_CHANGED, id, before, ShopViews.product(product));
        }
    }

    /** Another standing of the site. */
    record ChangedSite(ObjectNode given) implements Wanted {
        @Override
        public Effect on(ShopDocument document, Optional<EntityTags> expected) {
            ObjectNode before = ShopViews.site(document.site());
            expected.ifPresent(tags -> tags.require(before));
            ObjectNode site = document.site().deepCopy();
            // An announcement comes with its time, or without.
            site.remove(SiteReader.FROM);
            site.remove(SiteReader.UNTIL);
            site.setAll(given);
            document.replaceSite(site);
            return new Effect(ShopChange.Kind.SITE_CHANGED, null, before, ShopViews.site(site));
        }
    }

    static ProblemException noProduct() {
        return ProblemTypes.PRODUCT_NOT_FOUND.because("There is no such product.");
    }

    /** What is not given stays as it is; a description without a text is none. */
    private static ObjectNode merged(ObjectNode kept, ObjectNode given) {
        ObjectNode product = kept.deepCopy();
        product.setAll(given);
        JsonNode description = product.path("description");
        if (description.isObject() && description.isEmpty()) {
            product.remove("description");
        }
        return product;
    }
}
