package io.cashbell.web.log;

import io.micronaut.http.HttpRequest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What callers write where we would log it: a mail address, or digits that are a card's by their
 * number and by Luhn's check digit (ISO/IEC 7812-1).
 */
public final class Unloggable {
    private static final String HIDDEN = "…";
    private static final int SHORTEST_CARD = 13;
    private static final int LONGEST_CARD = 19;
    private static final Pattern AT = Pattern.compile("@|%40");

    private Unloggable() {}

    /** The request's path, each part of it that must not be logged left out. */
    public static String path(HttpRequest<?> request) {
        String path = request.getPath();
        return isIn(path)
                ? Stream.of(path.split("/", -1))
                        .map(part -> isIn(part) ? HIDDEN : part)
                        .collect(Collectors.joining("/"))
                : path;
    }

    /** Whether there is such a thing in a text. */
    public static boolean isIn(String text) {
        return hasCard(text) || AT.matcher(text).find();
    }

    private static boolean hasCard(String text) {
        int begin = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                continue;
            }
            if (i - begin >= SHORTEST_CARD
                    && i - begin <= LONGEST_CARD
                    && hasCheckDigit(text, begin, i)) {
                return true;
            }
            begin = i + 1;
        }
        return false;
    }

    private static boolean hasCheckDigit(String text, int begin, int end) {
        int sum = 0;
        for (int i = end - 1; i >= begin; i--) {
            int digit = text.charAt(i) - '0';
            boolean doubled = (end - i) % 2 == 0;
            sum += doubled ? digit * 2 - (digit > 4 ? 9 : 0) : digit;
        }
        return sum % 10 == 0;
    }
}
