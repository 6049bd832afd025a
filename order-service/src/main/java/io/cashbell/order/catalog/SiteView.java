package io.cashbell.order.catalog;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** The answer of {@code GET /api/site}, for the API's description. */
@Schema(name = "Site")
record SiteView(
        @Schema(
                        type = "string",
                        allowableValues = {"open", "closed"})
                String status,
        @Schema(description = "Text by language tag") Map<String, String> announcement,
        Map<String, Object> flags,
        List<PaymentMethods.View> paymentMethods) {}
