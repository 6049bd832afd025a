package io.cashbell.notification.template;

import io.cashbell.notification.Money;
import io.cashbell.notification.News;
import io.cashbell.notification.News.Line;
import io.cashbell.notification.Occasion;
import io.cashbell.notification.Parcel;
import io.cashbell.notification.Transfer;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The mails in one language. All occasions share one form: a heading, a sentence, a table of facts,
 * the items, a link to the order. A fact that is not known has no row.
 *
 * <p>Written out in Java: it costs microseconds, and the compiler checks it.
 */
final class Template {
    /** Of the product's documents; what has to be done by hand for each gateway. */
    private static final String CHECK_LIST = "payment-service/docs/go-live.md";

    private final Words words;
    private final ZoneId zone;
    private final DateTimeFormatter time;

    Template(Locale locale, ZoneId zone) {
        this.words = Words.in(locale);
        this.zone = zone;
        this.time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss VV '(UTC'xxx')'", Locale.ROOT);
    }

    /**
     * @param link address of the order: in the console, or the buyer's own page
     */
    Letter write(String orderId, News news, String link) {
        List<Fact> facts = facts(orderId, news);
        return new Letter(subject(orderId, news), text(news, facts, link), html(news, facts, link));
    }

    String subject(String orderId, News news) {
        Money amount = news.amount();
        if (news.occasion() == Occasion.DIGEST) {
            return words.of(news.occasion(), "subject")
                    + " "
                    + Inert.line(String.valueOf(news.reference()));
        }
        if (news.occasion() == Occasion.DAY_CLOSED) {
            return words.of(news.occasion(), "subject")
                    + " "
                    + Inert.line(String.valueOf(news.reference()))
                    + " · "
                    + words.reason(String.valueOf(news.reason()));
        }
        if (news.occasion() == Occasion.GO_LIVE_WARNING) {
            return words.of(news.occasion(), "subject")
                    + (news.reference() == null ? "" : " " + words.day(news.reference()))
                    + " · "
                    + Inert.line(words.reason(String.valueOf(news.reason())));
        }
        return words.of(news.occasion(), "subject")
                + (amount == null ? "" : " " + amount.forPeople())
                + " · "
                + Inert.line(orderId);
    }

    private List<Fact> facts(String orderId, News news) {
        List<Fact> facts = new ArrayList<>(6);
        if (news.occasion() == Occasion.DAY_CLOSED) {
            addLine(facts, "day", news.reference());
            addLine(facts, "result", news.reason() == null ? null : words.reason(news.reason()));
            facts.add(
                    new Fact(words.of(news.occasion(), "at"), time.format(news.at().atZone(zone))));
            return facts;
        }
        if (news.occasion() == Occasion.GO_LIVE_WARNING) {
            addWarning(facts, news, String.valueOf(news.reason()));
            return facts;
        }
        facts.add(new Fact(words.label("order"), Inert.line(orderId)));
        Money amount = news.amount();
        if (amount != null) {
            facts.add(new Fact(words.label(amountLabel(news)), amount.forPeople()));
        }
        Money remaining = news.remaining();
        if (remaining != null) {
            facts.add(new Fact(words.label("remaining"), remaining.forPeople()));
        }
        String method = news.method();
        if (method != null) {
            facts.add(new Fact(words.label("method"), words.method(method)));
        }
        facts.add(new Fact(words.of(news.occasion(), "at"), time.format(news.at().atZone(zone))));
        addLine(facts, "reason", news.reason() == null ? null : words.reason(news.reason()));
        addLine(facts, remaining == null ? "reference" : "refund", news.reference());
        Parcel parcel = news.parcel();
        if (parcel != null) {
            addLine(facts, "carrier", parcel.carrier());
            addLine(facts, "tracking", parcel.trackingNumber());
        }
        Transfer transfer = news.transfer();
        if (transfer != null) {
            addLine(facts, "bank", transfer.bankCode());
            addLine(facts, "account", transfer.account());
            addLine(facts, "code", transfer.paymentCode());
            int place = 1;
            for (String barcode : transfer.barcodes()) {
                facts.add(new Fact(words.label("barcode") + " " + place++, Inert.line(barcode)));
            }
            facts.add(new Fact(words.label("until"), time.format(transfer.until().atZone(zone))));
        }
        return facts;
    }

    private void addWarning(List<Fact> facts, News news, String code) {
        addLine(facts, "gateway", news.reference() == null ? null : words.day(news.reference()));
        addLine(facts, "wrong", words.reason(code));
        for (String part : List.of("effect", "remedy")) {
            words.warning(code, part)
                    .ifPresent(said -> facts.add(new Fact(words.label(part), said)));
        }
        facts.add(new Fact(words.of(news.occasion(), "at"), time.format(news.at().atZone(zone))));
        facts.add(new Fact(words.label("checklist"), CHECK_LIST));
    }

    private static String amountLabel(News news) {
        return switch (news.occasion()) {
            // Of a disputed payment we know what the gateway says, which need not be the total.
            case PAYMENT_DISPUTED ->
                    String.valueOf(news.reason()).startsWith("refund-") ? "refunding" : "claimed";
            case PAYMENT_REFUNDED, REFUND_FAILED, BUYER_REFUNDED -> "refunded";
            default -> "total";
        };
    }

    private static String reader(Occasion occasion) {
        if (occasion == Occasion.DAY_CLOSED || occasion == Occasion.GO_LIVE_WARNING) {
            return "day";
        }
        return occasion.isForBuyer() ? "buyer" : "owner";
    }

    private static String footer(Occasion occasion) {
        return occasion.isForBuyer() ? "buyer" : "owner";
    }

    private static String itemsLabel(Occasion occasion) {
        return occasion == Occasion.DAY_CLOSED ? "heaps" : "items";
    }

    /** The codes of a day's close in words; whatever has none, such as a number, stays. */
    private List<Line> lines(News news) {
        return news.occasion() == Occasion.DAY_CLOSED
                ? news.lines().stream()
                        .map(
                                line ->
                                        new Line(
                                                words.day(line.name()),
                                                line.quantity(),
                                                line.total()))
                        .toList()
                : news.lines();
    }

    private void addLine(List<Fact> facts, String label, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            facts.add(new Fact(words.label(label), Inert.line(value)));
        }
    }

    private String text(News news, List<Fact> facts, String link) {
        Occasion occasion = news.occasion();
        StringBuilder text = new StringBuilder(512);
        text.append(words.of(occasion, "heading")).append("\n\n");
        text.append(words.of(occasion, "lead")).append("\n\n");
        for (Fact fact : facts) {
            text.append(fact.label()).append(": ").append(fact.value()).append('\n');
        }
        List<Line> lines = lines(news);
        if (!lines.isEmpty()) {
            text.append('\n').append(words.label(itemsLabel(occasion))).append('\n');
            for (Line line : lines) {
                text.append("- ").append(Inert.line(line.name()));
                text.append(" × ").append(line.quantity());
                Money total = line.total();
                if (total != null) {
                    text.append("  ").append(total.forPeople());
                }
                text.append('\n');
            }
        }
        String reader = reader(occasion);
        text.append('\n').append(words.get("link." + reader)).append('\n');
        text.append(link)
                .append("\n\n-- \n")
                .append(words.get("footer." + footer(occasion)))
                .append('\n');
        return text.toString();
    }

    private String html(News news, List<Fact> facts, String link) {
        Page page = new Page(words.get("language"), words.of(news.occasion(), "heading"));
        page.paragraph(words.of(news.occasion(), "lead"));
        page.facts(facts);
        List<Line> lines = lines(news);
        if (!lines.isEmpty()) {
            page.items(
                    words.label(itemsLabel(news.occasion())),
                    words.label("quantity"),
                    words.label("amount"),
                    lines);
        }
        String reader = reader(news.occasion());
        page.button(link, words.get("link." + reader));
        return page.end(words.get("footer." + footer(news.occasion())));
    }

    /** A row of the table: both sides are inert already. */
    record Fact(String label, String value) {}
}
