package io.cashbell.messaging.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.MessagingFixtures;
import io.cashbell.messaging.event.CloudEventCodec;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** A relay without a context. */
public final class OutboxFixtures {
    private OutboxFixtures() {}

    public static OutboxRelay relay(DynamoDbClient table, SnsClient topic, EventRenderer renderer) {
        return relay(table, topic, renderer, new SimpleMeterRegistry());
    }

    static OutboxRelay relay(
            DynamoDbClient table, SnsClient topic, EventRenderer renderer, MeterRegistry meters) {
        MessagingConfiguration configuration = MessagingFixtures.configuration();
        return new OutboxRelay(
                configuration,
                renderer,
                new CloudEventCodec(new ObjectMapper()),
                new TopicPublisher(topic, configuration),
                new OutboxIndex(table, configuration),
                meters);
    }

    /** Waits until all that the relay was given is published. */
    public static void drain(OutboxRelay relay) {
        relay.close();
    }
}
