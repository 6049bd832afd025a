package io.cashbell.notification.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.cashbell.notification.Money;
import io.cashbell.notification.News;
import io.cashbell.notification.Occasion;
import io.cashbell.notification.Parcel;
import io.cashbell.notification.Transfer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a mail as they lie in the table: one JSON text with short names, because an item of
 * an ordinary order must stay below the 1 KB of one write unit.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
record StoredNews(
        @JsonProperty("o") String occasion,
        @JsonProperty("t") long atMillis,
        @JsonProperty("m") @Nullable String method,
        @JsonProperty("c") @Nullable String currency,
        @JsonProperty("a") @Nullable String amount,
        @JsonProperty("r") @Nullable String reason,
        @JsonProperty("g") @Nullable String reference,
        @JsonProperty("l") @Nullable List<StoredLine> lines,
        @JsonProperty("rem") @Nullable String remaining,
        @JsonProperty("tr") @Nullable StoredTransfer transfer,
        @JsonProperty("p") @Nullable StoredParcel parcel) {

    /** A line may be in another currency than the total only by mistake; then it says so. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record StoredLine(
            @JsonProperty("n") String name,
            @JsonProperty("q") long quantity,
            @JsonProperty("a") @Nullable String amount,
            @JsonProperty("c") @Nullable String currency) {}

    /** What was sent. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record StoredParcel(
            @JsonProperty("c") @Nullable String carrier,
            @JsonProperty("n") @Nullable String trackingNumber) {

        static @Nullable StoredParcel of(@Nullable Parcel given) {
            return given == null ? null : new StoredParcel(given.carrier(), given.trackingNumber());
        }

        Parcel toParcel() {
            return new Parcel(carrier, trackingNumber);
        }
    }

    /** Where the buyer is to pay. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record StoredTransfer(
            @JsonProperty("b") @Nullable String bankCode,
            @JsonProperty("a") @Nullable String account,
            @JsonProperty("c") @Nullable String paymentCode,
            @JsonProperty("s") @Nullable List<String> barcodes,
            @JsonProperty("u") long untilMillis) {

        static @Nullable StoredTransfer of(@Nullable Transfer given) {
            return given == null
                    ? null
                    : new StoredTransfer(
                            given.bankCode(),
                            given.account(),
                            given.paymentCode(),
                            given.barcodes(),
                            given.until().toEpochMilli());
        }

        Transfer toTransfer() {
            return new Transfer(
                    bankCode,
                    account,
                    paymentCode,
                    barcodes == null ? List.of() : barcodes,
                    Instant.ofEpochMilli(untilMillis));
        }
    }

    static StoredNews of(News news) {
        Money amount = news.amount();
        Money remaining = news.remaining();
        String currency = amount == null ? null : amount.currency().getCurrencyCode();
        return new StoredNews(
                news.occasion().code(),
                news.at().toEpochMilli(),
                news.method(),
                currency,
                amount == null ? null : amount.amount(),
                news.reason(),
                news.reference(),
                news.lines().stream().map(line -> line(line, currency)).toList(),
                remaining == null ? null : remaining.amount(),
                StoredTransfer.of(news.transfer()),
                StoredParcel.of(news.parcel()));
    }

    News toNews() {
        return new News(
                Occasion.find(occasion)
                        .orElseThrow(
                                () -> new IllegalStateException("unknown occasion " + occasion)),
                Instant.ofEpochMilli(atMillis),
                method,
                money(amount, currency),
                reason,
                reference,
                lines == null ? List.of() : lines.stream().map(this::toLine).toList(),
                money(remaining, currency),
                transfer == null ? null : transfer.toTransfer(),
                parcel == null ? null : parcel.toParcel());
    }

    private static StoredLine line(News.Line line, @Nullable String currency) {
        Money total = line.total();
        if (total == null) {
            return new StoredLine(line.name(), line.quantity(), null, null);
        }
        String own = total.currency().getCurrencyCode();
        return new StoredLine(
                line.name(), line.quantity(), total.amount(), own.equals(currency) ? null : own);
    }

    private News.Line toLine(StoredLine line) {
        return new News.Line(
                line.name(),
                line.quantity(),
                money(line.amount(), line.currency() == null ? currency : line.currency()));
    }

    private static @Nullable Money money(@Nullable String amount, @Nullable String currency) {
        return amount == null || currency == null ? null : Money.parse(amount, currency);
    }
}
