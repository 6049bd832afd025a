package io.cashbell.order.shopkeeping;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of the shop, as its owner reads it.
 *
 * @param before null where there was nothing
 */
@Schema(name = "ShopChange")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ChangeView(
        String id,
        Instant at,
        @Schema(description = "The account, or whom the token names") String actor,
        @Schema(
                        type = "string",
                        allowableValues = {
                            "product.created",
                            "product.changed",
                            "stock.changed",
                            "site.changed",
                            "account.added",
                            "account.changed",
                            "account.password-given"
                        })
                String what,
        @Nullable String productId,
        @Nullable
                @Schema(
                        implementation = Object.class,
                        description = "The product, stock, site or account as it was; null if new")
                JsonNode before,
        @Schema(
                        implementation = Object.class,
                        description = "The product, stock, site or account right afterwards")
                JsonNode after) {

    /** Reads back what was kept. */
    public static ChangeView of(ShopChange change, ObjectMapper json) {
        String before = change.before();
        return new ChangeView(
                change.id(),
                change.at(),
                change.actor(),
                change.kind().text(),
                change.productId(),
                before == null ? null : read(before, json),
                read(change.after(), json));
    }

    private static JsonNode read(String text, ObjectMapper json) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A change is kept as no JSON", e);
        }
    }
}
