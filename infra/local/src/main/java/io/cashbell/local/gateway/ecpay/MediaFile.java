package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.ecpay.CheckMacValue.Hash;
import io.cashbell.local.gateway.ecpay.MediaColumn.Row;
import io.cashbell.local.gateway.http.Form;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PaymentMedia/TradeNoAio (section 1): what a merchant sold, as a file to check one's own books
 * with. ECPay serves it from its vendor host.
 */
final class MediaFile {
    private static final Charset BIG5 = Charset.forName("Big5");

    /** As the vendor console numbers them. */
    private static final Map<String, Method> PAYMENT_TYPES =
            Map.of(
                    "01", Method.CREDIT,
                    "02", Method.WEBATM,
                    "03", Method.ATM,
                    "04", Method.CVS,
                    "05", Method.BARCODE,
                    "12", Method.TWQR);

    private final Ledger ledger;
    private final Merchants merchants;
    private final Closing closing;
    private final Clock clock;

    MediaFile(Ledger ledger, Merchants merchants, Closing closing, Clock clock) {
        this.ledger = ledger;
        this.merchants = merchants;
        this.closing = closing;
        this.clock = clock;
    }

    Reply download(Request request) {
        var form = request.form();
        try {
            check(form);
        } catch (RefusedException refused) {
            return Reply.text(200, Callers.worded(refused.refusal()));
        }
        var columns = form.text("MediaFormated").equals("0") ? MediaColumn.OLD : MediaColumn.NEW;
        var file = new StringBuilder(4096).append(MediaColumn.heading(columns)).append("\r\n");
        var now = clock.instant();
        for (var trade : ledger.from(0, Integer.MAX_VALUE)) {
            if (isWanted(trade, form)) {
                var card = CardState.of(trade, closing, now).orElse(null);
                MediaColumn.append(file, columns, new Row(trade, card));
                file.append("\r\n");
            }
        }
        var charset = form.text("CharSet").equals("2") ? StandardCharsets.UTF_8 : BIG5;
        return Reply.bytes(
                        200,
                        "text/csv; charset=" + charset.name(),
                        file.toString().getBytes(charset))
                .with("Content-Disposition", "attachment; filename=\"TradeNoAio.csv\"");
    }

    /**
     * Documents speak of SHA-256 for every AIO call; a shop in production signs this one by MD5.
     */
    private void check(Form form) {
        var merchant =
                merchants
                        .find(form.text("MerchantID"))
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                Refusal.noSuchMethod(
                                                        "There is no merchant "
                                                                + form.text("MerchantID")
                                                                + " here.")));
        var md5 = CheckMacValue.of(form.values(), merchant, Hash.MD5);
        if (!CheckMacValue.matches(form.values(), merchant)
                && !md5.equals(form.text(CheckMacValue.NAME))) {
            throw new RefusedException(Refusal.wrongChecksum("", List.of()));
        }
        checkOneOf(form, "DateType", Set.of("2", "4", "5", "6"));
        checkOneOf(form, "MediaFormated", Set.of("0", "1"));
        checkOneOf(form, "CharSet", Set.of("", "1", "2"));
        checkOneOf(form, "PaymentStatus", Set.of("", "0", "1", "2"));
        checkOneOf(form, "AllocateStatus", Set.of("", "0", "1"));
        checkOneOf(form, "PlatformStatus", Set.of("", "1", "2"));
        var paymentType = form.text("PaymentType");
        if (!paymentType.isEmpty() && !PAYMENT_TYPES.containsKey(paymentType)) {
            throw refused("PaymentType", "must be one of 01, 02, 03, 04, 05, 12, or left out");
        }
        if (date(form, "EndDate").isBefore(date(form, "BeginDate"))) {
            throw refused("EndDate", "is before BeginDate");
        }
    }

    private static boolean isWanted(Trade trade, Form form) {
        var choice = trade.choice();
        var method = PAYMENT_TYPES.get(form.text("PaymentType"));
        return trade.key().merchantId().equals(form.text("MerchantID"))
                && (method == null || (choice != null && choice.method() == method))
                && isOfStatus(trade, form.text("PaymentStatus"))
                && isOfPlatform(trade, form.text("PlatformStatus"))
                // Nothing is ever paid out here.
                && !form.text("AllocateStatus").equals("1")
                && isWithin(trade, form);
    }

    private static boolean isOfStatus(Trade trade, String status) {
        return switch (status) {
            case "0" -> trade.settlement() == null;
            case "1" -> trade.status() == Trade.Status.PAID;
            case "2" -> trade.status() == Trade.Status.FAILED;
            default -> true;
        };
    }

    private static boolean isOfPlatform(Trade trade, String status) {
        boolean ofPlatform = !trade.order().text("PlatformID").isEmpty();
        return status.isEmpty() || status.equals(ofPlatform ? "2" : "1");
    }

    private static boolean isWithin(Trade trade, Form form) {
        return day(trade, form.text("DateType"))
                .map(
                        day ->
                                !day.isBefore(date(form, "BeginDate"))
                                        && !day.isAfter(date(form, "EndDate")))
                .orElse(false);
    }

    /** In Taiwan; empty when that has not happened. */
    private static Optional<LocalDate> day(Trade trade, String dateType) {
        var payment = trade.payment();
        @Nullable Instant at =
                switch (dateType) {
                    case "2" -> payment == null ? null : payment.at();
                    case "6" -> trade.createdAt();
                    default -> null;
                };
        return Optional.ofNullable(at).map(time -> time.atZone(Trade.TAIWAN).toLocalDate());
    }

    private static LocalDate date(Form form, String name) {
        try {
            return LocalDate.parse(form.text(name));
        } catch (DateTimeException e) {
            throw refused(name, "must be a date like 2026-01-31");
        }
    }

    private static void checkOneOf(Form form, String name, Set<String> values) {
        if (!values.contains(form.text(name))) {
            throw refused(
                    name, "must be one of " + String.join(", ", values.stream().sorted().toList()));
        }
    }

    private static RefusedException refused(String name, String problem) {
        return new RefusedException(Refusal.parameter(name, problem));
    }
}
