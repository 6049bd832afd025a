package io.cashbell.messaging.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What became of several writes that were to happen together. */
public sealed interface JointResult {

    /**
     * All of them were written.
     *
     * @param item the first one's item as it stands now
     */
    record Written(Map<String, AttributeValue> item) implements JointResult {}

    /**
     * A condition did not hold; nothing was written.
     *
     * @param first why the first was refused; empty if it was not
     * @param others the same of each of the others, in their order
     */
    record Refused(Optional<WriteResult.Refused> first, List<Optional<WriteResult.Refused>> others)
            implements JointResult {
        public Refused {
            others = List.copyOf(others);
        }
    }
}
