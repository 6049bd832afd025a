package io.cashbell.order.shopkeeping;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A product as its owner reads and writes it: its members are the only ones that are taken. */
@Schema(name = "OwnedProduct")
record ProductRequest(
        @Schema(example = "tea-oolong", pattern = ProductReader.SLUG, maxLength = 64) String id,
        @Schema(
                        description = "By language: zh-TW, ko, zh-CN, en; one at least",
                        example = "{\"zh-TW\": \"阿里山高山烏龍\", \"en\": \"Alishan Oolong\"}")
                Map<String, String> name,
        @Nullable @Schema(description = "By language; left out, it stays as it is")
                Map<String, String> description,
        @Schema(
                        description = "By currency: TWD, KRW, CNY; one at least",
                        example = "{\"TWD\": \"600\", \"CNY\": \"138.50\"}")
                Map<String, String> unitPrice,
        @Schema(description = "Per cent, contained in the price", example = "5") String vat,
        @Schema(description = "A path of this host, or https", example = "/images/tea-oolong.svg")
                String imageUrl,
        @Nullable @Schema(description = "Can be ordered now; left out, as it is, or true")
                Boolean available,
        @Nullable @Schema(description = "Shown in the shop; left out, as it is, or true")
                Boolean active,
        @Nullable
                @Schema(
                        description = "Only where units are counted; set by PUT …/stock",
                        accessMode = Schema.AccessMode.READ_ONLY)
                StockRequest stock) {}
