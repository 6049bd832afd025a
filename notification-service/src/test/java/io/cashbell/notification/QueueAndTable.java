package io.cashbell.notification;

import io.cashbell.local.process.Resources;
import io.cashbell.messaging.item.Values;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What stands around the service, seen from outside. */
final class QueueAndTable {
    private final Resources resources;
    private final SqsClient sqs;
    private final DynamoDbClient dynamo;

    QueueAndTable(Resources resources) {
        this.resources = resources;
        resources.endpoints().useInThisJvm();
        sqs = SqsClient.create();
        dynamo = DynamoDbClient.create();
    }

    void tell(String orderId) {
        tell(
                """
                {"specversion": "1.0", "id": "e%1$s", "source": "/payment-service",
                 "type": "payment.confirmed.v1", "subject": "%1$s", "time": "2026-03-01T12:00:00Z",
                 "datacontenttype": "application/json", "sequence": "2",
                 "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                 "data": {"orderId": "%1$s", "paymentId": "p", "method": "ecpay-credit",
                  "amount": {"amount": "1200", "currency": "TWD"}, "gatewayTradeNo": "23",
                  "paidAt": "2026-03-01T12:00:00Z", "locale": "zh-TW",
                  "items": [{"name": "茶", "quantity": 2,
                             "lineTotal": {"amount": "1200", "currency": "TWD"}}]}}
                """
                        .formatted(orderId),
                "NOTIFICATION_QUEUE_URL");
    }

    void tell(String message, String queue) {
        sqs.sendMessage(send -> send.queueUrl(resources.get(queue)).messageBody(message));
    }

    int waiting(String queue) {
        return sqs
                .getQueueAttributes(
                        get ->
                                get.queueUrl(resources.get(queue))
                                        .attributeNames(
                                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                                QueueAttributeName
                                                        .APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    String stateOf(String orderId) {
        return dynamo
                .query(
                        query ->
                                query.tableName(resources.get("NOTIFICATION_TABLE"))
                                        .keyConditionExpression("pk = :order")
                                        .expressionAttributeValues(
                                                Map.of(":order", AttributeValue.fromS(orderId)))
                                        .consistentRead(true))
                .items()
                .stream()
                .map(item -> Values.text(item, "st"))
                .findAny()
                .orElse("");
    }

    void purge(String queue) {
        sqs.purgeQueue(purge -> purge.queueUrl(resources.get(queue)));
    }
}
