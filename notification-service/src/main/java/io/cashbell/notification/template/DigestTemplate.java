package io.cashbell.notification.template;

import io.cashbell.notification.Digests.Entry;
import io.cashbell.notification.Money;
import io.cashbell.notification.News;
import io.cashbell.notification.Occasion;
import io.cashbell.notification.template.Template.Fact;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A day's quiet news in one mail: type by type, each in the order in which they happened. */
final class DigestTemplate {
    /** So many are written out; the others are counted. */
    private static final int MOST = 200;

    private final Words words;
    private final ZoneId zone;
    private final DateTimeFormatter time = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);

    DigestTemplate(Locale locale, ZoneId zone) {
        this.words = Words.in(locale);
        this.zone = zone;
    }

    Letter write(String day, List<Entry> entries, String link) {
        String heading = words.of(Occasion.DIGEST, "heading") + " " + Inert.line(day);
        String lead = words.of(Occasion.DIGEST, "lead");
        List<Fact> totals =
                List.of(new Fact(words.label("news"), Integer.toString(entries.size())));
        Map<Occasion, List<Fact>> groups = groups(entries);
        Page page = new Page(words.get("language"), heading);
        StringBuilder text = new StringBuilder(1_024);
        text.append(heading).append("\n\n").append(lead).append("\n\n");
        page.paragraph(lead);
        write(text, page, totals);
        groups.forEach(
                (occasion, facts) -> {
                    String title = words.of(occasion, "heading") + " × " + facts.size();
                    text.append('\n').append(title).append('\n');
                    page.paragraph(title);
                    write(text, page, facts);
                });
        if (entries.size() > MOST) {
            text.append('\n');
            write(
                    text,
                    page,
                    List.of(
                            new Fact(
                                    words.label("more"), Integer.toString(entries.size() - MOST))));
        }
        text.append('\n').append(words.get("link.day")).append('\n').append(link);
        text.append("\n\n-- \n").append(words.get("footer.owner")).append('\n');
        page.button(link, words.get("link.day"));
        return new Letter(
                words.of(Occasion.DIGEST, "subject")
                        + " "
                        + Inert.line(day)
                        + " · "
                        + entries.size(),
                text.toString(),
                page.end(words.get("footer.owner")));
    }

    private Map<Occasion, List<Fact>> groups(List<Entry> entries) {
        Map<Occasion, List<Fact>> groups = new EnumMap<>(Occasion.class);
        for (Entry entry : entries.subList(0, Math.min(MOST, entries.size()))) {
            groups.computeIfAbsent(entry.news().occasion(), _ -> new ArrayList<>())
                    .add(fact(entry));
        }
        return groups;
    }

    private Fact fact(Entry entry) {
        News news = entry.news();
        List<String> parts = new ArrayList<>(3);
        Money amount = news.amount();
        if (amount != null) {
            parts.add(amount.forPeople());
        }
        String reason = news.reason();
        if (reason != null && !reason.isBlank()) {
            parts.add(Inert.line(words.reason(reason)));
        }
        parts.add(Inert.line(entry.id().orderId()));
        return new Fact(time.format(news.at().atZone(zone)), String.join(" · ", parts));
    }

    private static void write(StringBuilder text, Page page, List<Fact> facts) {
        for (Fact fact : facts) {
            text.append(fact.label()).append(": ").append(fact.value()).append('\n');
        }
        page.facts(facts);
    }
}
