package io.cashbell.order.admin;

import io.cashbell.order.OrderFact;
import io.cashbell.order.request.JsonFields;
import java.time.Instant;
import java.util.Optional;

/**
 * One kind of command that the owner may give to an order.
 *
 * @param name as its route ends
 * @param shape the record whose components are the only members its body may have
 * @param reader makes of its body the fact that it makes true
 */
public record CommandKind(String name, Class<? extends Record> shape, Reader reader) {

    /** What one kind of command is about. */
    @FunctionalInterface
    public interface Reader {
        /**
         * The fact that the command makes true; empty where the body is not right, which the reader
         * noted.
         *
         * @param id the command's own name
         */
        Optional<OrderFact> read(JsonFields body, String id, Instant now);
    }
}
