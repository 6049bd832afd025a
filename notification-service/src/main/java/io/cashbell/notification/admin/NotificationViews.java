package io.cashbell.notification.admin;

import io.cashbell.notification.DeliveryState;
import io.cashbell.notification.DeliveryState.Delayed;
import io.cashbell.notification.DeliveryState.Dropped;
import io.cashbell.notification.DeliveryState.Failed;
import io.cashbell.notification.DeliveryState.Planned;
import io.cashbell.notification.DeliveryState.Sending;
import io.cashbell.notification.DeliveryState.Sent;
import io.cashbell.notification.DeliveryStatus;
import io.cashbell.notification.Notification;
import io.cashbell.notification.NotificationLists;
import io.cashbell.notification.Recipient;
import io.cashbell.notification.delivery.Addressees;
import io.cashbell.notification.template.Templates;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts mails into the owner's words, with no address but masked ones. */
@Singleton
final class NotificationViews {
    /**
     * How a fault of ours is kept: by the name of its class, which nobody outside wants to read.
     */
    private static final Pattern FAULT = Pattern.compile("[A-Z]\\w*(Exception|Error)");

    private final Templates templates;
    private final Addressees addressees;

    NotificationViews(Templates templates, Addressees addressees) {
        this.templates = templates;
        this.addressees = addressees;
    }

    NotificationView.Page page(NotificationLists.Page page) {
        return new NotificationView.Page(
                page.notifications().stream().map(this::view).toList(), page.next());
    }

    NotificationView view(Notification one) {
        boolean forBuyer = one.news().occasion().isForBuyer();
        DeliveryState state = one.state();
        return new NotificationView(
                one.id().toString(),
                one.id().orderId(),
                one.news().occasion().code(),
                one.id().isHook() ? "webhook" : "mail",
                forBuyer ? "buyer" : "administrators",
                forBuyer || one.id().isHook()
                        ? List.of()
                        : addressees.of(one.news().occasion()).stream()
                                .map(Recipient::masked)
                                .toList(),
                templates.subject(one),
                DeliveryStatus.of(state).code(),
                attempts(state),
                lastError(state),
                one.recordedAt(),
                nextTry(state),
                state instanceof Sent(Instant at, _) ? at : null,
                state instanceof Failed(Instant at, _, _) ? at : null);
    }

    private static @Nullable Instant nextTry(DeliveryState state) {
        return switch (state) {
            case Planned(var at) -> at;
            case Delayed(var nextTry, _, _) -> nextTry;
            case Sending _, Sent _, Failed _, Dropped _ -> null;
        };
    }

    private static int attempts(DeliveryState state) {
        return switch (state) {
            case Sending(_, var attempt, _) -> attempt;
            case Delayed(_, var attempt, _) -> attempt;
            case Sent(_, var attempts) -> attempts;
            case Failed(_, var attempts, _) -> attempts;
            case Dropped(_, var attempts, _) -> attempts;
            case Planned _ -> 0;
        };
    }

    private static @Nullable String lastError(DeliveryState state) {
        return switch (state) {
            case Delayed(_, _, var reason) -> words(reason);
            case Failed(_, _, var reason) -> words(reason);
            case Dropped(_, _, var why) ->
                    switch (why) {
                        case NOT_NEEDED -> "what it would have told is over";
                        case SUPPRESSED ->
                                "mail to this address bounced or was complained about before";
                    };
            case Planned _, Sending _, Sent _ -> null;
        };
    }

    private static String words(String reason) {
        return FAULT.matcher(reason).matches()
                ? "a fault of the notification service; its log says more"
                : reason;
    }
}
