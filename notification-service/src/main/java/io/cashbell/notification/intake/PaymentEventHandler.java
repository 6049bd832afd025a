package io.cashbell.notification.intake;

import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.notification.News;
import io.cashbell.notification.Occasion;
import io.cashbell.notification.event.DayClosed;
import io.cashbell.notification.event.PaymentConfirmed;
import io.cashbell.notification.event.PaymentDisputed;
import io.cashbell.notification.event.PaymentExpired;
import io.cashbell.notification.event.PaymentFailed;
import io.cashbell.notification.event.PaymentRefunded;
import io.cashbell.notification.event.WarningRaised;
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
                    case PaymentExpired.TYPE ->
                            reader.read(event, PaymentExpired.class).toNews(event.time());
                    case PaymentRefunded.DONE -> refund(event, Occasion.PAYMENT_REFUNDED);
                    case PaymentRefunded.FAILED -> refund(event, Occasion.REFUND_FAILED);
                    case PaymentDisputed.TYPE ->
                            reader.read(event, PaymentDisputed.class).toNews(event.time());
                    case DayClosed.TYPE -> reader.read(event, DayClosed.class).toNews(event.time());
                    case WarningRaised.TYPE -> reader.read(event, WarningRaised.class).toNews();
                    default -> null;
                };
        return Optional.ofNullable(news);
    }

    private News refund(CloudEvent event, Occasion occasion) {
        return reader.read(event, PaymentRefunded.class).toNews(occasion, event.time());
    }
}
