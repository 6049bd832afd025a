package io.cashbell.web.settings;

import java.util.Comparator;
import java.util.Set;

/** Guesses which setting was meant. */
final class Spelling {

    private static final int FARTHEST = 3;

    private Spelling() {}

    /** {@code "; did you mean X?"}, or nothing when no known name is near. */
    static String hint(String name, Set<String> known) {
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= FARTHEST)
                .min(
                        Comparator.comparingInt((String candidate) -> distance(name, candidate))
                                .thenComparing(Comparator.naturalOrder()))
                .map(candidate -> "; did you mean " + candidate + "?")
                .orElse("");
    }

    /** Levenshtein: how many characters must be added, dropped or exchanged. */
    static int distance(String from, String to) {
        var above = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            var row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int exchanged = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(exchanged, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[to.length()];
    }
}
