package io.cashbell.notification.intake;

import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.notification.News;
import io.cashbell.notification.Occasion;
import io.cashbell.notification.event.InstructionsIssued;
import io.cashbell.notification.event.OrderCreated;
import io.cashbell.notification.event.OrderShipped;
import io.cashbell.notification.event.PaymentConfirmed;
import io.cashbell.notification.event.PaymentRefunded;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a buyer should know of the own order, where buyers are told. */
@Singleton
final class BuyerEventHandler {
    private final EventReader reader;
    private final IntakeConfig config;

    BuyerEventHandler(EventReader reader, IntakeConfig config) {
        this.reader = reader;
        this.config = config;
    }

    Optional<News> read(CloudEvent event) {
        if (!config.buyers()) {
            return Optional.empty();
        }
        @Nullable News news =
                switch (event.type()) {
                    case OrderCreated.TYPE ->
                            reader.read(event, OrderCreated.class)
                                    .toNews(Occasion.BUYER_ORDER, event.time());
                    case InstructionsIssued.TYPE ->
                            reader.read(event, InstructionsIssued.class).toNews(event.time());
                    case PaymentConfirmed.TYPE ->
                            reader.read(event, PaymentConfirmed.class)
                                    .toNews()
                                    .as(Occasion.BUYER_PAID);
                    case OrderShipped.TYPE ->
                            reader.read(event, OrderShipped.class).toNews(event.time());
                    case PaymentRefunded.DONE ->
                            reader.read(event, PaymentRefunded.class)
                                    .toNews(Occasion.BUYER_REFUNDED, event.time());
                    default -> null;
                };
        return Optional.ofNullable(news);
    }
}
