package io.cashbell.local.gateway.kakaopay;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** A line of the journal. Times are milliseconds since 1970. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Entry.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = Entry.Moved.class, name = "moved"),
    @JsonSubTypes.Type(value = Entry.Authenticated.class, name = "authenticated"),
    @JsonSubTypes.Type(value = Entry.Approved.class, name = "approved"),
    @JsonSubTypes.Type(value = Entry.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = Entry.Planned.class, name = "planned"),
    @JsonSubTypes.Type(value = Entry.Made.class, name = "made")
})
sealed interface Entry {

    /** Something that changes a payment. */
    sealed interface Change extends Entry {
        String tid();
    }

    record Opened(String tid, String link, Order order, long at) implements Entry {}

    record Moved(String tid, Status status) implements Change {}

    record Authenticated(String tid, String pgToken, Method method, Amount amount)
            implements Change {}

    record Approved(String tid, String aid, Amount amount, @Nullable String payload, long at)
            implements Change {}

    record Cancelled(String tid, String aid, Amount amount, @Nullable String payload, long at)
            implements Change {}

    /** A visit to the shop in the buyer's place. */
    record Planned(String tid, String id, String url, long due) implements Entry {}

    /** How that visit ended. */
    record Made(String id, long at, int status, String body, @Nullable String error, long millis)
            implements Entry {}
}
