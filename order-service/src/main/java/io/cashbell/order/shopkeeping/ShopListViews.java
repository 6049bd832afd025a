package io.cashbell.order.shopkeeping;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of what the owner reads of the shop. */
final class ShopListViews {
    private ShopListViews() {}

    /** A page of products. */
    @Schema(name = "OwnedProductList")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Products(
            @ArraySchema(schema = @Schema(implementation = ProductRequest.class))
                    List<ObjectNode> items,
            @Nullable @Schema(description = "Give it as cursor for the next page; null at the end")
                    String nextCursor) {}

    /** A page of changes. */
    @Schema(name = "ShopChangeList")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Changes(
            List<ChangeView> items,
            @Nullable @Schema(description = "Give it as cursor for the next page; null at the end")
                    String nextCursor) {}
}
