package io.cashbell.messaging.aws;

import io.cashbell.messaging.MessagingConfiguration;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** One pool of connections for all clients of AWS, larger than all that may call at once. */
@Factory
class AwsClients {
    private static final int SPARE_CONNECTIONS = 128;

    @Bean(preDestroy = "close")
    @Singleton
    @Primary
    SdkHttpClient http(MessagingConfiguration configuration) {
        return Apache5HttpClient.builder()
                .maxConnections(
                        SPARE_CONNECTIONS + configuration.inFlight() + configuration.pollers())
                .connectionTimeout(Duration.ofSeconds(2))
                .connectionAcquisitionTimeout(Duration.ofSeconds(5))
                .socketTimeout(configuration.longPoll().plusSeconds(10))
                .build();
    }

    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
