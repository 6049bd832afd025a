package io.cashbell.web.log;

import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
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
    private static final int TRACE = 12;
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

    /** Who asks, as it may be logged: a program by its name, a person by their trace. */
    public static String who(String name) {
        return isIn(name) ? trace(name) : name;
    }

    /**
     * Tells one account from another in the log, where mail addresses have no place; the same in
     * every service.
     */
    public static String trace(String account) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(("account " + account).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(digest).substring(0, TRACE);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
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
