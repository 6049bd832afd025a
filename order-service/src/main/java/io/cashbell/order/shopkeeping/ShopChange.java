package io.cashbell.order.shopkeeping;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One change of the shop or of who may enter its console, kept for good with the change itself.
 *
 * @param id of the change; stays the same however often it is tried
 * @param actor the account, or whoever the token names
 * @param productId null where the site or an account was changed
 * @param before JSON of it as it was; null where there was none
 * @param after JSON of it as it is
 */
public record ShopChange(
        String id,
        Instant at,
        String actor,
        Kind kind,
        @Nullable String productId,
        @Nullable String before,
        String after) {

    /** What kind of change it is. */
    public enum Kind {
        PRODUCT_CREATED("product.created"),
        PRODUCT_CHANGED("product.changed"),
        STOCK_CHANGED("stock.changed"),
        SITE_CHANGED("site.changed"),
        ACCOUNT_ADDED("account.added"),
        ACCOUNT_CHANGED("account.changed"),
        ACCOUNT_PASSWORD_GIVEN("account.password-given");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** As the outside names it. */
        public String text() {
            return text;
        }

        /**
         * @throws IllegalArgumentException if no change is called so
         */
        public static Kind of(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text.equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No change is a " + text));
        }
    }
}
