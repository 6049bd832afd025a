package io.cashbell.web.command;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.web.command.CommandAnswers.Standing.Another;
import io.cashbell.web.command.CommandAnswers.Standing.Answered;
import io.cashbell.web.command.CommandAnswers.Standing.Begun;
import io.cashbell.web.command.CommandAnswers.Standing.UnderWay;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * An answer as an item, key {@code (command#name, answer)}: {@code c} what the command says, {@code
 * w} who carries it out, {@code u} until when they are waited for, {@code s} and {@code b} the
 * answer's status and body, {@code ttl}.
 */
@Singleton
class DynamoCommandAnswers implements CommandAnswers {
    private static final Logger log = LoggerFactory.getLogger(DynamoCommandAnswers.class);

    private static final String CONTENT = "c";

    /** Items of a version that did not write it have none, and are nobody's here. */
    private static final String WRITER = "w";

    private static final String UNTIL = "u";
    private static final String STATUS = "s";
    private static final String BODY = "b";
    private static final String TTL = "ttl";

    private final DynamoDbClient dynamo;
    private final MessagingConfiguration configuration;

    DynamoCommandAnswers(DynamoDbClient dynamo, MessagingConfiguration configuration) {
        this.dynamo = dynamo;
        this.configuration = configuration;
    }

    @Override
    public Standing begin(String name, String by, String content, Instant now) {
        Map<String, AttributeValue> item = new HashMap<>(key(name).attributes());
        item.put(CONTENT, Values.of(content));
        item.put(WRITER, Values.of(by));
        item.put(UNTIL, Values.of(now.plus(ABANDONED).toEpochMilli()));
        item.put(TTL, Values.of(now.plus(KEPT).getEpochSecond()));
        try {
            dynamo.putItem(
                    put ->
                            put.tableName(configuration.table())
                                    .item(item)
                                    // Expired items may lie about for days.
                                    .conditionExpression(
                                            "attribute_not_exists(#pk) OR #ttl <= :second OR"
                                                    + " (attribute_not_exists(#s) AND #u <= :now AND"
                                                    + " #c = :content)")
                                    .expressionAttributeNames(
                                            Map.of(
                                                    "#pk",
                                                    ItemKey.PK,
                                                    "#ttl",
                                                    TTL,
                                                    "#s",
                                                    STATUS,
                                                    "#u",
                                                    UNTIL,
                                                    "#c",
                                                    CONTENT))
                                    .expressionAttributeValues(
                                            Map.of(
                                                    ":second",
                                                    Values.of(now.getEpochSecond()),
                                                    ":now",
                                                    Values.of(now.toEpochMilli()),
                                                    ":content",
                                                    Values.of(content)))
                                    .returnValuesOnConditionCheckFailure(
                                            ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return new Begun();
        } catch (ConditionalCheckFailedException known) {
            return standing(known.item(), by, content);
        }
    }

    private static Standing standing(Map<String, AttributeValue> item, String by, String content) {
        // The answer to our own write was lost, and the client wrote again.
        if (Values.optionalText(item, WRITER).filter(by::equals).isPresent()) {
            return new Begun();
        }
        if (!Values.text(item, CONTENT).equals(content)) {
            return new Another();
        }
        return Values.optionalNumber(item, STATUS)
                .<Standing>map(
                        status -> new Answered(Math.toIntExact(status), Values.text(item, BODY)))
                .orElseGet(UnderWay::new);
    }

    @Override
    public void keep(String name, String by, Answered answer) {
        try {
            dynamo.updateItem(
                    update ->
                            update.tableName(configuration.table())
                                    .key(key(name).attributes())
                                    .updateExpression("SET #s = :status, #b = :body")
                                    .conditionExpression("#w = :by")
                                    .expressionAttributeNames(
                                            Map.of("#s", STATUS, "#b", BODY, "#w", WRITER))
                                    .expressionAttributeValues(
                                            Map.of(
                                                    ":status",
                                                    Values.of(answer.status()),
                                                    ":body",
                                                    Values.of(answer.body()),
                                                    ":by",
                                                    Values.of(by))));
        } catch (ConditionalCheckFailedException overtaken) {
            log.atWarn().log("A command took so long that its answer is not kept");
        }
    }

    @Override
    public void forget(String name, String by) {
        try {
            dynamo.deleteItem(
                    delete ->
                            delete.tableName(configuration.table())
                                    .key(key(name).attributes())
                                    .conditionExpression("#w = :by")
                                    .expressionAttributeNames(Map.of("#w", WRITER))
                                    .expressionAttributeValues(Map.of(":by", Values.of(by))));
        } catch (ConditionalCheckFailedException overtaken) {
            // Gone already, or somebody else's by now.
            log.atDebug().log("A command that was refused is not ours to forget");
        }
    }

    private static ItemKey key(String name) {
        return new ItemKey("command#" + name, "answer");
    }
}
