package io.cashbell.messaging.item;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Names one item.
 *
 * @param pk partition key: spread well, or one partition takes all the load
 * @param sk sort key: which of the items of that partition
 */
public record ItemKey(String pk, String sk) {
    public static final String PK = "pk";
    public static final String SK = "sk";

    public ItemKey {
        if (pk.isEmpty() || sk.isEmpty()) {
            throw new IllegalArgumentException("A key has two parts that are not empty");
        }
    }

    /** That of an item. */
    public static ItemKey of(Map<String, AttributeValue> item) {
        return new ItemKey(Values.text(item, PK), Values.text(item, SK));
    }

    /** The key as DynamoDB takes it. */
    public Map<String, AttributeValue> attributes() {
        return Map.of(PK, Values.of(pk), SK, Values.of(sk));
    }
}
