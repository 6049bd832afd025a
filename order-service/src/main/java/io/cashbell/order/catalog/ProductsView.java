package io.cashbell.order.catalog;

import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** The answer of {@code GET /api/products}, for the API's description. */
@Schema(name = "Products")
record ProductsView(List<Item> items, @Nullable String nextCursor) {

    /** One product. */
    @Schema(name = "Product")
    record Item(
            String id,
            @Schema(description = "Text by language tag") Map<String, String> name,
            @Schema(description = "Decimal text by currency") Map<String, String> unitPrice,
            @Schema(description = "Per cent") String vat,
            String imageUrl,
            boolean available,
            @Nullable
                    @Schema(
                            description =
                                    "Units left: only where they are counted and five at most",
                            example = "3")
                    Integer left) {}
}
