package io.cashbell.payment.gateway.kakaopay;

import io.cashbell.payment.OrderedItem;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The order's lines as KakaoPay wants them: one text, "초코파이 외 2건", of at most 100 characters. The
 * name is cut, never the rest.
 */
final class KakaopayItemName {

    private static final int MAX_CHARACTERS = 100;
    private static final Pattern UNWANTED = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\p{Co}\\p{Cn}]");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private KakaopayItemName() {}

    /** Never empty. */
    static String of(List<OrderedItem> items, String locale) {
        String first = items.isEmpty() ? "" : readable(items.getFirst().name());
        String rest = items.size() < 2 ? "" : others(items.size() - 1, locale);
        String name = cut(first.isEmpty() ? "item" : first, MAX_CHARACTERS - rest.length());
        return name + rest;
    }

    private static String others(int count, String locale) {
        return switch (Locale.forLanguageTag(locale).getLanguage()) {
            case "ko" -> " 외 " + count + "건";
            case "zh" -> " +" + count;
            case "ja" -> " 他" + count + "点";
            default -> " and " + count + " more";
        };
    }

    private static String readable(String name) {
        return SPACES.matcher(UNWANTED.matcher(name).replaceAll(" ")).replaceAll(" ").strip();
    }

    /** Between code points, never inside one. */
    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end).strip();
    }
}
