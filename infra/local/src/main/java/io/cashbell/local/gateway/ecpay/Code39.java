package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.http.Html;

/**
 * Bars and spaces of a text in Code 39 (ISO/IEC 16388), as an image that needs no script: five bars
 * and four spaces a character, three of the nine wide; a star begins and ends.
 */
final class Code39 {
    private static final String CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%*";

    /** Of each character above, from left to right; a bit that is set is a wide bar or space. */
    private static final int[] WIDE = {
        0x034, 0x121, 0x061, 0x160, 0x031, 0x130, 0x070, 0x025, 0x124, 0x064, 0x109, 0x049, 0x148,
        0x019, 0x118, 0x058, 0x00D, 0x10C, 0x04C, 0x01C, 0x103, 0x043, 0x142, 0x013, 0x112, 0x052,
        0x007, 0x106, 0x046, 0x016, 0x181, 0x0C1, 0x1C0, 0x091, 0x190, 0x0D0, 0x085, 0x184, 0x0C4,
        0x0A8, 0x0A2, 0x08A, 0x02A, 0x094
    };

    private static final int NARROW = 1;
    private static final int BROAD = 3;
    private static final int HEIGHT = 40;
    private static final int QUIET = 10;

    private Code39() {}

    static boolean canWrite(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> c != '*' && CHARACTERS.indexOf(c) >= 0);
    }

    /** An inline SVG. */
    static Html drawn(String text) {
        if (!canWrite(text)) {
            throw new IllegalArgumentException("Code 39 cannot write " + text);
        }
        var bars = new StringBuilder();
        int x = QUIET;
        for (char c : ("*" + text + "*").toCharArray()) {
            int wide = WIDE[CHARACTERS.indexOf(c)];
            for (int i = 8; i >= 0; i--) {
                int width = (wide >> i & 1) == 1 ? BROAD : NARROW;
                if (i % 2 == 0) {
                    bars.append("<rect x=\"").append(x).append("\" width=\"").append(width);
                    bars.append("\" height=\"").append(HEIGHT).append("\"/>");
                }
                x += width;
            }
            x += NARROW;
        }
        return new Html(
                "<svg class=\"barcode\" viewBox=\"0 0 "
                        + (x + QUIET)
                        + " "
                        + HEIGHT
                        + "\" role=\"img\" aria-label=\"Code 39\">"
                        + bars
                        + "</svg>");
    }
}
