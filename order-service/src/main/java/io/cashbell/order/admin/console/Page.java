package io.cashbell.order.admin.console;

import io.cashbell.order.Money;
import io.cashbell.order.admin.payments.Amount;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What every page of the console is drawn with.
 *
 * @param words in the reader's language
 * @param zone of the shop, in which times are told
 * @param account mail address of who is signed in; null on the way in
 * @param allowed what they may do, by the words of routes
 * @param path of this page, which a change of language leads back to
 * @param passwords whether people sign in with passwords that are kept here
 */
public record Page(
        Words words,
        ZoneId zone,
        @Nullable String account,
        Collection<String> allowed,
        String path,
        boolean passwords) {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /** A language that the console speaks, by its own name. */
    public record Language(String tag, String name) {}

    private static final List<Language> LANGUAGES =
            List.of(
                    new Language("zh-TW", "繁體中文"),
                    new Language("ko", "한국어"),
                    new Language("zh-CN", "简体中文"),
                    new Language("en", "English"));

    /** As an answer that has no address of its own: a change of language leads to another page. */
    Page at(String address) {
        return new Page(words, zone, account, allowed, address, passwords);
    }

    public List<Language> languages() {
        return LANGUAGES;
    }

    /** This page's address as a parameter of another one. */
    public String here() {
        return parameter(path);
    }

    /** Any text as a parameter of an address. */
    public String parameter(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * A link that writes to this address and says nothing else: what buyers may have in their
     * address is a mail's subject and copies in a link.
     */
    public String mailto(String email) {
        return "mailto:" + parameter(email).replace("%40", "@");
    }

    public String word(String key) {
        return words.of(key);
    }

    public boolean may(String role) {
        return allowed.contains(role);
    }

    /** To the minute, in the shop's zone. */
    public String minute(Instant time) {
        return MINUTES.format(time.atZone(zone));
    }

    /** To the second, in the shop's zone. */
    public String second(Instant time) {
        return SECONDS.format(time.atZone(zone));
    }

    /** As the market writes it: {@code NT$1,280}, {@code ₩12,800}, {@code ¥12.80}. */
    public static String money(Money money) {
        return written(money.decimal(), money.currency().name());
    }

    /** As the market writes it. */
    public static String money(Amount amount) {
        return written(amount.amount(), amount.currency());
    }

    private static String written(String decimal, String currency) {
        int point = decimal.indexOf('.');
        String whole = point < 0 ? decimal : decimal.substring(0, point);
        String fraction = point < 0 ? "" : decimal.substring(point);
        String symbol =
                switch (currency) {
                    case "TWD" -> "NT$";
                    case "KRW" -> "₩";
                    case "CNY" -> "¥";
                    default -> currency + " ";
                };
        return symbol + String.format(Locale.ROOT, "%,d", Long.parseLong(whole)) + fraction;
    }
}
