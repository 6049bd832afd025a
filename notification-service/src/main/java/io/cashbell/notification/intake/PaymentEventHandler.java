package io.cashbell.notification.intake;

import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.notification.News;
import io.cashbell.notification.event.PaymentConfirmed;
import io.cashbell.notification.event.PaymentDisputed;
import io.cashbell.notification.event.PaymentFailed;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What administrators should know of {@code payment.*}. */
@Singleton
final class PaymentEventHandler {
    private final EventReader reader;

    PaymentEventHandler(EventReader reader) {
        this.reader = reader;
    }

    Optional<News> read(CloudEvent event) {
        @Nullable News news =
                switch (event.type()) {
                    case PaymentConfirmed.TYPE ->
                            reader.read(event, PaymentConfirmed.class).toNews();
                    case PaymentFailed.TYPE ->
                            reader.read(event, PaymentFailed.class).toNews(event.time());
                    case PaymentDisputed.TYPE ->
                            reader.read(event, PaymentDisputed.class).toNews(event.time());
                    default -> null;
                };
        return Optional.ofNullable(news);
    }
}
