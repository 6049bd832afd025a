package io.cashbell.local.provision;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;

/** Remembers each queue's policy, as AWS does; ElasticMQ takes it and forgets it. */
final class KeptPolicies implements ExecutionInterceptor {
    private final Map<String, String> policies = new ConcurrentHashMap<>();

    @Override
    public SdkResponse modifyResponse(
            Context.ModifyResponse context, ExecutionAttributes executionAttributes) {
        if (context.request() instanceof SetQueueAttributesRequest set) {
            var policy = set.attributes().get(QueueAttributeName.POLICY);
            if (policy != null) {
                policies.put(set.queueUrl(), policy);
            }
        }
        if (context.request() instanceof GetQueueAttributesRequest get
                && context.response() instanceof GetQueueAttributesResponse answer
                && policies.containsKey(get.queueUrl())) {
            var attributes = new HashMap<>(answer.attributes());
            attributes.put(QueueAttributeName.POLICY, policies.get(get.queueUrl()));
            return answer.toBuilder().attributes(attributes).build();
        }
        return context.response();
    }
}
