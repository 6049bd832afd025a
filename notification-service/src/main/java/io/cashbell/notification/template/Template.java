package io.cashbell.notification.template;

import io.cashbell.notification.Money;
import io.cashbell.notification.News;
import io.cashbell.notification.News.Line;
import io.cashbell.notification.Occasion;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The administrators' mail in one language. All occasions share one form: a heading, a sentence, a
 * table of facts, the items, a link to the order. A fact that is not known has no row.
 *
 * <p>Written out in Java: it costs microseconds, and the compiler checks it.
 */
final class Template {
    private final Words words;
    private final ZoneId zone;
    private final DateTimeFormatter time;

    Template(Locale locale, ZoneId zone) {
        this.words = Words.in(locale);
        this.zone = zone;
        this.time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss VV '(UTC'xxx')'", Locale.ROOT);
    }

    /**
     * @param link address of the order in the console
     */
    Letter write(String orderId, News news, String link) {
        List<Fact> facts = facts(orderId, news);
        return new Letter(subject(orderId, news), text(news, facts, link), html(news, facts, link));
    }

    private String subject(String orderId, News news) {
        Money amount = news.amount();
        return words.of(news.occasion(), "subject")
                + (amount == null ? "" : " " + amount.forPeople())
                + " · "
                + Inert.line(orderId);
    }

    private List<Fact> facts(String orderId, News news) {
        List<Fact> facts = new ArrayList<>(6);
        facts.add(new Fact(words.label("order"), Inert.line(orderId)));
        Money amount = news.amount();
        if (amount != null) {
            // Of a disputed payment we know what the gateway says, which need not be the total.
            boolean disputed = news.occasion() == Occasion.PAYMENT_DISPUTED;
            facts.add(new Fact(words.label(disputed ? "claimed" : "total"), amount.forPeople()));
        }
        String method = news.method();
        if (method != null) {
            facts.add(new Fact(words.label("method"), words.method(method)));
        }
        facts.add(new Fact(words.of(news.occasion(), "at"), time.format(news.at().atZone(zone))));
        addLine(facts, "reason", news.reason() == null ? null : words.reason(news.reason()));
        addLine(facts, "reference", news.reference());
        return facts;
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
        if (!news.lines().isEmpty()) {
            text.append('\n').append(words.label("items")).append('\n');
            for (Line line : news.lines()) {
                text.append("- ").append(Inert.line(line.name()));
                text.append(" × ").append(line.quantity());
                Money total = line.total();
                if (total != null) {
                    text.append("  ").append(total.forPeople());
                }
                text.append('\n');
            }
        }
        text.append('\n').append(words.get("link.order")).append('\n');
        text.append(link).append("\n\n-- \n").append(words.get("footer")).append('\n');
        return text.toString();
    }

    private String html(News news, List<Fact> facts, String link) {
        Page page = new Page(words.get("language"), words.of(news.occasion(), "heading"));
        page.paragraph(words.of(news.occasion(), "lead"));
        page.facts(facts);
        if (!news.lines().isEmpty()) {
            page.items(
                    words.label("items"),
                    words.label("quantity"),
                    words.label("amount"),
                    news.lines());
        }
        page.button(link, words.get("link.order"));
        return page.end(words.get("footer"));
    }

    /** A row of the table: both sides are inert already. */
    record Fact(String label, String value) {}
}
