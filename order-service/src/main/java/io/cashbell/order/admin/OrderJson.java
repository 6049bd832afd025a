package io.cashbell.order.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.order.Order;
import jakarta.inject.Singleton;

/** Orders as one JSON object, each as in the list and on a line of its own. */
@Singleton
final class OrderJson implements ExportStream.Format {
    private final ObjectMapper json;

    OrderJson(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public String head() {
        return "{\"items\":[";
    }

    @Override
    public String order(Order order, boolean first) {
        try {
            return (first ? "\n" : ",\n") + json.writeValueAsString(OwnerViews.listed(order));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Order " + order.id() + " cannot be written", e);
        }
    }

    @Override
    public String foot() {
        return "\n]}\n";
    }
}
