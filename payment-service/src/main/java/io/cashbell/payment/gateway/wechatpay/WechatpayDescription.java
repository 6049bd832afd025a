package io.cashbell.payment.gateway.wechatpay;

import io.cashbell.payment.OrderedItem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The order's lines as WeChat Pay wants them: one text. Its limit of 127 does not say of what, so
 * the text has at most 127 bytes, which obeys either reading. Whatever may show as "system busy" is
 * left out.
 */
final class WechatpayDescription {

    private static final int MAX_BYTES = 127;
    private static final Pattern UNWANTED =
            Pattern.compile("[\\p{Cntrl}\\p{Cs}\\p{Co}\\p{Cn}]|[^\\x{0}-\\x{FFFF}]");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private WechatpayDescription() {}

    /** Never empty. */
    static String of(List<OrderedItem> items, String locale) {
        String first = items.isEmpty() ? "" : readable(items.getFirst().name());
        String rest = items.size() < 2 ? "" : others(items.size() - 1, locale);
        String name = cut(first.isEmpty() ? "item" : first, MAX_BYTES - bytes(rest));
        return name + rest;
    }

    private static String others(int count, String locale) {
        return switch (Locale.forLanguageTag(locale).getLanguage()) {
            case "zh" -> " +" + count + "件";
            default -> " and " + count + " more";
        };
    }

    private static String readable(String name) {
        return SPACES.matcher(UNWANTED.matcher(name).replaceAll(" ")).replaceAll(" ").strip();
    }

    /** Between characters; what is left of astral ones was taken out before. */
    private static String cut(String text, int most) {
        int end = text.length();
        while (bytes(text.substring(0, end)) > most) {
            end--;
        }
        return text.substring(0, end).strip();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
