package io.cashbell.messaging.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.messaging.item.Condition;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

class ItemUpdateTest {
    private static final ItemKey BELL = new ItemKey("bell-7", "bell");

    /** The request with its placeholders replaced, so that a person can read it. */
    private static String readable(String expression, UpdateItemRequest request) {
        String text = expression;
        for (Map.Entry<String, String> name : request.expressionAttributeNames().entrySet()) {
            text = text.replaceAll(name.getKey() + "\\b", name.getValue());
        }
        for (var value : request.expressionAttributeValues().entrySet()) {
            var v = value.getValue();
            String plain = v.s() != null ? v.s() : v.n() != null ? v.n() : String.valueOf(v.ss());
            text = text.replaceAll(value.getKey() + "\\b", plain);
        }
        return text;
    }

    @Test
    void whatChangesAndWhatMustHoldIsOneRequest() {
        UpdateItemRequest request =
                ItemUpdate.of(BELL)
                        .set("state", Values.of("rung"))
                        .set("rings.r-1", Values.of(3))
                        .remove("silence")
                        .require(Condition.equal("state", Values.of("still")))
                        .require(
                                Condition.anyOf(
                                        Condition.absent("muted"),
                                        Condition.fewerThan("rings", 20)))
                        .heard("e1")
                        .request("bells")
                        .build();

        assertThat(readable(request.updateExpression(), request))
                .isEqualTo("SET state = rung, rings.r-1 = 3 REMOVE silence ADD ver 1, heard [e1] ");
        assertThat(readable(request.conditionExpression(), request))
                .isEqualTo(
                        "attribute_exists(pk) AND state = still"
                                + " AND (attribute_not_exists(muted) OR size(rings) < 20)"
                                + " AND NOT contains(heard, e1)");
        assertThat(request.key()).isEqualTo(BELL.attributes());
    }

    @Test
    void aNameIsMentionedOnceHoweverOftenItIsUsed() {
        UpdateItemRequest request =
                ItemUpdate.of(BELL)
                        .set("state", Values.of("rung"))
                        .require(Condition.oneOf("state", Values.of("a"), Values.of("b")))
                        .request("bells")
                        .build();
        assertThat(request.expressionAttributeNames())
                .containsValues("pk", "ver", "state")
                .hasSize(3);
    }
}
