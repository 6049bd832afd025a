package io.cashbell.messaging.store;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What became of a conditional write. */
public sealed interface WriteResult {

    /**
     * It was written.
     *
     * @param item the item as it stands now
     */
    record Written(Map<String, AttributeValue> item) implements WriteResult {}

    /**
     * Its condition did not hold; nothing was written.
     *
     * @param existing the item that stood in the way, which costs no second read; null if there is
     *     none
     */
    record Refused(@Nullable Map<String, AttributeValue> existing) implements WriteResult {
        public Optional<Map<String, AttributeValue>> found() {
            return Optional.ofNullable(existing);
        }
    }
}
