package io.cashbell.local.gateway.ecpay;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of the journal. Times are milliseconds since 1970; what is null was written when cards
 * paid at once were all there was.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Entry.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = Entry.Issued.class, name = "issued"),
    @JsonSubTypes.Type(value = Entry.Settled.class, name = "settled"),
    @JsonSubTypes.Type(value = Entry.Acted.class, name = "acted"),
    @JsonSubTypes.Type(value = Entry.Queued.class, name = "queued"),
    @JsonSubTypes.Type(value = Entry.Attempted.class, name = "attempted")
})
sealed interface Entry {

    record Opened(Map<String, String> fields, long number, long at) implements Entry {}

    record Issued(String merchantId, String merchantTradeNo, Choice choice, long at)
            implements Entry {}

    record Settled(
            String merchantId,
            String merchantTradeNo,
            Trade.Status status,
            @Nullable Choice choice,
            @Nullable Long amount,
            @Nullable String code,
            long at)
            implements Entry {}

    record Acted(
            String merchantId, String merchantTradeNo, CardAction.Kind kind, long amount, long at)
            implements Entry {}

    record Queued(
            String id,
            String merchantId,
            String merchantTradeNo,
            Callback.Kind kind,
            @Nullable Choice choice,
            @Nullable Long amount,
            @Nullable String code,
            Callback.Forgery forgery,
            boolean kept,
            long at,
            long due)
            implements Entry {}

    record Attempted(
            String id,
            long at,
            int status,
            String body,
            @Nullable String error,
            long millis,
            boolean acknowledged,
            @Nullable Long next)
            implements Entry {}
}
