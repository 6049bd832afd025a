package io.cashbell.order.checkout;

import io.cashbell.order.Amount;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/orders} as the contract spells it: its members are the only ones
 * that are taken.
 */
@Schema(name = "PlaceOrder")
record PlaceOrderRequest(
        @Schema(description = "1 to 50") List<Item> items,
        @Schema(
                        type = "string",
                        allowableValues = {"TWD", "KRW", "CNY"})
                String currency,
        BuyerFields buyer,
        AddressFields shipTo,
        @Schema(example = "ecpay-credit") String paymentMethod,
        @Schema(
                        type = "string",
                        allowableValues = {"zh-TW", "ko", "zh-CN", "en"})
                String locale,
        @Nullable @Schema(description = "Refuses the order if it costs something else")
                Amount expectedTotal) {

    /** So many of one product. */
    @Schema(name = "PlaceOrderItem")
    record Item(
            @Schema(example = "tea-oolong") String productId,
            @Schema(minimum = "1", maximum = "99") int quantity) {}

    /** Who orders. */
    @Schema(name = "Buyer")
    record BuyerFields(
            String name,
            @Schema(example = "0912345678") String phone,
            @Schema(format = "email") String email) {}

    /** Where the goods go. */
    @Schema(name = "Address")
    record AddressFields(
            String recipient,
            String line1,
            String city,
            String postalCode,
            @Schema(description = "ISO 3166, two letters", example = "TW") String country) {}
}
