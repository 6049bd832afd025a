package io.cashbell.notification.delivery;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The mail server.
 *
 * @param username if given, we sign in, and only over TLS (STARTTLS)
 * @param connections at most so many at one time
 * @param idle an unused connection is closed after this
 * @param connectLimit to reach the server
 * @param readLimit for each of its answers
 * @param sendLimit for a whole mail, waiting for a connection included; shorter than the delivery's
 *     lease
 * @param rest after the server could not be reached, nobody asks it for so long
 */
@ConfigurationProperties("mail.smtp")
public record SmtpConfig(
        @NotBlank String host,
        @Min(1) @Max(65535) int port,
        @Nullable String username,
        @Nullable String password,
        @Bindable(defaultValue = "8") @Min(1) @Max(64) int connections,
        @Bindable(defaultValue = "20s") Duration idle,
        @Bindable(defaultValue = "5s") Duration connectLimit,
        @Bindable(defaultValue = "10s") Duration readLimit,
        @Bindable(defaultValue = "30s") Duration sendLimit,
        @Bindable(defaultValue = "5s") Duration rest) {

    boolean signsIn() {
        return username != null && !username.isBlank();
    }

    @Override
    public String toString() {
        return "SmtpConfig[host=" + host + ", port=" + port + "]";
    }
}
