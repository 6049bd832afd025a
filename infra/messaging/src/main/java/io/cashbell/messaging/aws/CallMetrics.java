package io.cashbell.messaging.aws;

import io.cashbell.messaging.MessagingConfiguration;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Counts what we ask of AWS, because it is what AWS bills: {@code aws.calls} by service and
 * operation (a long poll that brought nothing is counted apart), and on request {@code
 * dynamodb.write.units}, indexes included.
 */
@Singleton
class CallMetrics implements ExecutionInterceptor {
    private final Provider<MeterRegistry> meters;
    private final boolean measureCapacity;
    private final ConcurrentHashMap<String, Counter> counters = new ConcurrentHashMap<>();

    CallMetrics(Provider<MeterRegistry> meters, MessagingConfiguration configuration) {
        this.meters = meters;
        this.measureCapacity = configuration.measureCapacity();
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        if (!measureCapacity) {
            return context.request();
        }
        ReturnConsumedCapacity all = ReturnConsumedCapacity.INDEXES;
        return switch (context.request()) {
            case PutItemRequest put -> put.toBuilder().returnConsumedCapacity(all).build();
            case UpdateItemRequest update -> update.toBuilder().returnConsumedCapacity(all).build();
            case GetItemRequest get -> get.toBuilder().returnConsumedCapacity(all).build();
            case QueryRequest query -> query.toBuilder().returnConsumedCapacity(all).build();
            case BatchExecuteStatementRequest batch ->
                    batch.toBuilder().returnConsumedCapacity(all).build();
            case BatchWriteItemRequest batch ->
                    batch.toBuilder().returnConsumedCapacity(all).build();
            case TransactWriteItemsRequest joint ->
                    joint.toBuilder().returnConsumedCapacity(all).build();
            default -> context.request();
        };
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        SdkResponse response = context.response();
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        boolean empty =
                response instanceof ReceiveMessageResponse receive && !receive.hasMessages();
        count(service, empty ? operation + "Empty" : operation);
        if (measureCapacity) {
            switch (response) {
                case PutItemResponse put -> written(one(put.consumedCapacity()));
                case UpdateItemResponse update -> written(one(update.consumedCapacity()));
                case BatchExecuteStatementResponse batch -> written(batch.consumedCapacity());
                case BatchWriteItemResponse batch -> written(batch.consumedCapacity());
                case TransactWriteItemsResponse joint -> written(joint.consumedCapacity());
                default -> {}
            }
        }
    }

    @Override
    public void onExecutionFailure(
            Context.FailedExecution context, ExecutionAttributes attributes) {
        count(
                attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
                attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME) + "Failed");
    }

    private void count(String service, String operation) {
        counter("aws.calls", "service", service, "operation", operation).increment();
    }

    private void written(Collection<ConsumedCapacity> consumed) {
        for (ConsumedCapacity one : consumed) {
            Double units = one.capacityUnits();
            if (units != null) {
                counter("dynamodb.write.units", "table", one.tableName()).increment(units);
            }
        }
    }

    /** Looked up once: a registry draws up a counter's name and tags at every look. */
    private Counter counter(String name, String... tags) {
        return counters.computeIfAbsent(
                name + String.join("/", tags), key -> meters.get().counter(name, tags));
    }

    private static List<ConsumedCapacity> one(@Nullable ConsumedCapacity consumed) {
        return consumed == null ? List.of() : List.of(consumed);
    }
}
