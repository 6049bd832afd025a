package io.cashbell.notification;

import io.cashbell.notification.DeliveryState.Delayed;
import io.cashbell.notification.DeliveryState.Dropped;
import io.cashbell.notification.DeliveryState.Failed;
import io.cashbell.notification.DeliveryState.Planned;
import io.cashbell.notification.DeliveryState.Sending;
import io.cashbell.notification.DeliveryState.Sent;
import java.util.Arrays;
import java.util.Optional;

/** How a mail stands, in the one word that the owner's API has for it. */
public enum DeliveryStatus {
    /** Its time has not come yet. */
    PLANNED("planned"),
    /** Somebody is handing it over, or died doing so and is replaced when the lease is over. */
    SENDING("sending"),
    /** No mail server has taken it yet; it is tried again. */
    WAITING("waiting"),
    SENT("sent"),
    /** Given up: somebody must act. */
    FAILED("failed"),
    /** What it would have told is over; it was never sent. */
    NOT_NEEDED("not-needed"),
    /** Those it would go to bounced or complained before; it was not sent. */
    SUPPRESSED("suppressed");

    private final String code;

    DeliveryStatus(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static DeliveryStatus of(DeliveryState state) {
        return switch (state) {
            case Planned _ -> PLANNED;
            case Sending _ -> SENDING;
            case Delayed _ -> WAITING;
            case Sent _ -> SENT;
            case Failed _ -> FAILED;
            case Dropped(_, _, var why) ->
                    switch (why) {
                        case NOT_NEEDED -> NOT_NEEDED;
                        case SUPPRESSED -> SUPPRESSED;
                    };
        };
    }

    /** Empty if no status has that code. */
    public static Optional<DeliveryStatus> find(String code) {
        return Arrays.stream(values()).filter(known -> known.code.equals(code)).findFirst();
    }
}
