package io.cashbell.payment.store;

import io.cashbell.local.process.Resources;
import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.payment.LookSchedule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The payment table without a service around it; its answers get lost when a test wants it. */
final class LiveTable implements AutoCloseable {

    private final DynamoDbClient dynamo;
    private final MessagingConfiguration configuration;
    private volatile boolean losing;

    LiveTable(Resources resources) {
        resources.endpoints().useInThisJvm();
        this.dynamo = DynamoDbClient.create();
        this.configuration =
                new MessagingConfiguration(
                        "/payment-service",
                        resources.get("PAYMENT_TABLE"),
                        null,
                        null,
                        4,
                        Duration.ofMillis(50),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        64,
                        1,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(30),
                        5,
                        Duration.ofSeconds(8),
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(15),
                        false,
                        false);
    }

    /** The answer of the next update is lost, so that the client sends it once more. */
    void losesTheNextAnswer() {
        losing = true;
    }

    DynamoDbClient dynamo() {
        return (DynamoDbClient)
                Proxy.newProxyInstance(
                        DynamoDbClient.class.getClassLoader(),
                        new Class<?>[] {DynamoDbClient.class},
                        (_, method, arguments) -> {
                            try {
                                if (losing && method.getName().equals("updateItem")) {
                                    losing = false;
                                    method.invoke(dynamo, arguments);
                                }
                                return method.invoke(dynamo, arguments);
                            } catch (InvocationTargetException failed) {
                                throw failed.getCause();
                            }
                        });
    }

    MessagingConfiguration configuration() {
        return configuration;
    }

    /** Of a table that tells nothing. */
    ItemTable items() {
        return new ItemTable(dynamo(), configuration, null);
    }

    PaymentChanges changes() {
        return new PaymentChanges(
                Clock.systemUTC(),
                new PaidIndex(dynamo(), configuration),
                new WaitingIndex(dynamo(), configuration));
    }

    RefundChanges refundChanges() {
        return new RefundChanges(
                new DueIndex(dynamo(), configuration, LookSchedule.USUAL, Clock.systemUTC()),
                new WaitingIndex(dynamo(), configuration),
                Clock.systemUTC());
    }

    @Override
    public void close() {
        dynamo.close();
    }
}
