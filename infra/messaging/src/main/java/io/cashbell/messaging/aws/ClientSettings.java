package io.cashbell.messaging.aws;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;

/** Time limits and call counts for every client of AWS. The SDK alone retries: three attempts. */
@Singleton
class ClientSettings implements BeanCreatedEventListener<AwsClientBuilder<?, ?>> {
    private static final Duration ATTEMPT = Duration.ofSeconds(4);
    private static final Duration CALL = Duration.ofSeconds(10);

    private final CallMetrics metrics;
    private final CallTimer timer;

    ClientSettings(CallMetrics metrics, CallTimer timer) {
        this.metrics = metrics;
        this.timer = timer;
    }

    @Override
    public AwsClientBuilder<?, ?> onCreated(BeanCreatedEvent<AwsClientBuilder<?, ?>> created) {
        AwsClientBuilder<?, ?> builder = created.getBean();
        builder.overrideConfiguration(
                builder.overrideConfiguration().toBuilder()
                        .apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(CALL)
                        .scheduledExecutorService(timer.executor())
                        .retryStrategy(software.amazon.awssdk.core.retry.RetryMode.STANDARD)
                        .addExecutionInterceptor(metrics)
                        .build());
        return builder;
    }
}
