package io.cashbell.notification.template;

/**
 * Makes text of other people harmless. Names of products and answers of gateways may hold anything:
 * line ends that would forge headers, markup, characters that turn the reading direction, addresses
 * that a mail program would turn into a link.
 */
final class Inert {
    private static final int MOST_CHARACTERS = 200;
    private static final char ZERO_WIDTH_SPACE = '\u200b';

    private Inert() {}

    /** One line without control or direction characters, not too long, no part of it clickable. */
    static String line(String text) {
        int most = Math.min(text.length(), MOST_CHARACTERS);
        StringBuilder line = new StringBuilder(most + 8);
        boolean blank = true;
        for (int i = 0; i < most; i++) {
            char c = text.charAt(i);
            if (Character.getType(c) == Character.FORMAT) {
                continue; // turns the reading direction or hides in a word
            }
            if (isBlank(c)) {
                if (!blank) {
                    line.append(' ');
                }
                blank = true;
                continue;
            }
            if (Character.isSurrogate(c)) {
                int whole = text.codePointAt(i);
                if (Character.isSupplementaryCodePoint(whole)) {
                    line.appendCodePoint(whole);
                    i++;
                } else {
                    line.append('\ufffd');
                }
            } else {
                line.append(c);
                if (makesLink(text, i, c)) {
                    line.append(ZERO_WIDTH_SPACE);
                }
            }
            blank = false;
        }
        if (most < text.length()) {
            line.append('…');
        } else if (blank && !line.isEmpty()) {
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }

    /** Text between tags or in a quoted attribute. The text must be a {@link #line} or our own. */
    static void escape(String text, StringBuilder html) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
    }

    private static boolean isBlank(char c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SPACE_SEPARATOR;
    }

    /**
     * {@code a@b}, {@code a.b} with a letter behind the dot, {@code x://}: mail programs link
     * those.
     */
    private static boolean makesLink(String text, int i, char c) {
        if (c != '@' && c != '.' && c != ':') {
            return false;
        }
        if (i + 1 >= text.length()) {
            return false;
        }
        char next = text.charAt(i + 1);
        return c == ':'
                ? next == '/'
                : Character.isLetterOrDigit(next) && !isDecimal(text, i, next);
    }

    /** The dot of 2.5 kg stays as it is. */
    private static boolean isDecimal(String text, int i, char next) {
        return text.charAt(i) == '.'
                && Character.isDigit(next)
                && (i == 0 || Character.isDigit(text.charAt(i - 1)));
    }
}
