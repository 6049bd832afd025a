package io.cashbell.local.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.cashbell.local.process.Backend;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What SQS holds of the policies, wherever it holds any: on moto, LocalStack, AWS. */
@ExtendWith(BackendExtension.class)
class QueuePolicyIT {

    @Test
    void sqsTakesThePolicyAsItIsMeant(Backend backend, Resources resources) {
        assumeFalse(backend.name().equals("embedded"), "ElasticMQ keeps no policies");
        try (var clients = AwsClients.of(resources.endpoints().aws())) {
            var attributes =
                    clients.sqs()
                            .getQueueAttributes(
                                    get ->
                                            get.queueUrl(resources.get("PAYMENT_QUEUE_URL"))
                                                    .attributeNames(QueueAttributeName.ALL))
                            .attributes();

            assertThat(attributes).containsKey(QueueAttributeName.POLICY);
            var wanted =
                    QueuePolicy.of(
                            attributes.getOrDefault(QueueAttributeName.QUEUE_ARN, ""),
                            List.of(resources.get("ORDER_EVENTS_TOPIC_ARN")));
            assertThat(Json.same(wanted, attributes.get(QueueAttributeName.POLICY)))
                    .as(attributes.get(QueueAttributeName.POLICY))
                    .isTrue();
        }
    }
}
