package io.cashbell.endtoend.buyer;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/** What the shop answered to an order. */
public record PlacedOrder(JsonNode json) {
    public String id() {
        return json.path("orderId").asText();
    }

    public String token() {
        return json.path("accessToken").asText();
    }

    public URI checkoutUrl() {
        return URI.create(json.path("checkoutUrl").asText());
    }

    public URI resultUrl() {
        return URI.create(json.path("resultUrl").asText());
    }

    /** Whole dollars, as the gateway is told. */
    public String amount() {
        return json.path("total").path("amount").asText();
    }
}
