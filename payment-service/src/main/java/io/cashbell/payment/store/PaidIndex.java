package io.cashbell.payment.store;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.BusinessDay;
import io.cashbell.payment.Claim;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Money;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.PaymentFact.CaptureConfirmed;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.close.BookEntry;
import io.cashbell.payment.close.Books;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The sparse index of confirmed payments by merchant and day. It carries all that a day's close
 * compares, so that a hundred thousand payments are some thirty pages and no read of an item; it
 * costs one write unit, when the payment is confirmed.
 */
@Singleton
class PaidIndex implements Books {

    /** Global secondary index, partition key {@code paidShard}, sort key {@code paidAs}. */
    static final String NAME = "paid";

    private static final char SEPARATOR = '#';

    private final DynamoDbClient dynamo;
    private final MessagingConfiguration configuration;

    PaidIndex(DynamoDbClient dynamo, MessagingConfiguration configuration) {
        this.dynamo = dynamo;
        this.configuration = configuration;
    }

    /**
     * The attributes that put a payment into the index once it is confirmed; none for a currency
     * that no market of ours charges, whose money the write's own condition refuses.
     */
    Map<String, AttributeValue> entry(OrderId orderId, CaptureConfirmed paid) {
        Claim claim = paid.claim();
        if (!BusinessDay.isMarket(claim.amount().currency())) {
            return Map.of();
        }
        BusinessDay day = BusinessDay.of(paid.paidAt(), claim.amount().currency());
        return Map.of(
                PaymentItem.PAID_SHARD,
                Values.of(shard(claim.merchant(), day, configuration.shardOf(orderId.value()))),
                PaymentItem.PAID_AS,
                Values.of(claim.attempt().value() + SEPARATOR + paid.reference().value()));
    }

    private static String shard(String merchant, BusinessDay day, String shard) {
        return merchant
                + SEPARATOR
                + day.currency().getCurrencyCode()
                + SEPARATOR
                + day.date()
                + SEPARATOR
                + shard;
    }

    @Override
    public void paidOn(String merchant, BusinessDay day, Consumer<BookEntry> entries) {
        for (int i = 0; i < configuration.shards(); i++) {
            String shard = shard(merchant, day, Integer.toString(i));
            dynamo.queryPaginator(
                            query ->
                                    query.tableName(configuration.table())
                                            .indexName(NAME)
                                            .keyConditionExpression("#shard = :shard")
                                            .expressionAttributeNames(
                                                    Map.of("#shard", PaymentItem.PAID_SHARD))
                                            .expressionAttributeValues(
                                                    Map.of(":shard", Values.of(shard))))
                    .items()
                    .forEach(item -> entries.accept(entry(item, day)));
        }
    }

    private static BookEntry entry(Map<String, AttributeValue> item, BusinessDay day) {
        String paidAs = Values.text(item, PaymentItem.PAID_AS);
        int separator = paidAs.indexOf(SEPARATOR);
        return new BookEntry(
                new OrderId(Values.text(item, ItemKey.PK)),
                new PaymentMethod(Values.text(item, PaymentItem.METHOD)),
                new AttemptNumber(paidAs.substring(0, separator)),
                new GatewayReference(paidAs.substring(separator + 1)),
                new Money(Values.number(item, PaymentItem.AMOUNT), day.currency()));
    }

    @Override
    public void open(Consumer<OrderId> orders) {
        for (int i = 0; i < configuration.shards(); i++) {
            String shard = Integer.toString(i);
            dynamo.queryPaginator(
                            query ->
                                    query.tableName(configuration.table())
                                            .indexName(DueIndex.NAME)
                                            .keyConditionExpression("#shard = :shard")
                                            .expressionAttributeNames(
                                                    Map.of("#shard", PaymentItem.DUE_SHARD))
                                            .expressionAttributeValues(
                                                    Map.of(":shard", Values.of(shard))))
                    .items()
                    .forEach(item -> orders.accept(new OrderId(Values.text(item, ItemKey.PK))));
        }
    }
}
