package io.cashbell.local.gateway.ecpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Code39Test {
    private static final Pattern BAR = Pattern.compile("<rect x=\"(\\d+)\" width=\"(\\d+)\"");

    /** As ISO/IEC 16388 prints them: bars of a star are thin, thin, wide, wide, thin. */
    @Test
    void aTextStandsBetweenTwoStars() {
        var widths = barWidths("A");

        assertThat(widths.subList(0, 5)).containsExactly(1, 1, 3, 3, 1);
        assertThat(widths.subList(5, 10)).containsExactly(3, 1, 1, 1, 3);
        assertThat(widths.subList(10, 15)).containsExactly(1, 1, 3, 3, 1);
    }

    @Test
    void everyCharacterHasThreeWideElementsAndAPatternOfItsOwn() {
        var seen = new HashSet<String>();
        for (char c : "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%".toCharArray()) {
            var pattern = elements(String.valueOf(c));
            assertThat(pattern.chars().filter(width -> width == '3').count())
                    .as(pattern)
                    .isEqualTo(3);
            assertThat(seen.add(pattern)).as("%s", c).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "A*B", "茶"})
    void whatItCannotWriteItRefuses(String text) {
        assertThat(Code39.canWrite(text)).isFalse();
        assertThatThrownBy(() -> Code39.drawn(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The nine bars and spaces of the character after the first star. */
    private static String elements(String character) {
        var bars = BAR.matcher(Code39.drawn(character).markup());
        var starts = new ArrayList<Integer>();
        var widths = new ArrayList<Integer>();
        while (bars.find()) {
            starts.add(Integer.valueOf(bars.group(1)));
            widths.add(Integer.valueOf(bars.group(2)));
        }
        var pattern = new StringBuilder();
        for (int i = 5; i < 10; i++) {
            pattern.append(widths.get(i));
            if (i < 9) {
                pattern.append(starts.get(i + 1) - starts.get(i) - widths.get(i));
            }
        }
        return pattern.toString();
    }

    private static List<Integer> barWidths(String text) {
        var bars = BAR.matcher(Code39.drawn(text).markup());
        var widths = new ArrayList<Integer>();
        while (bars.find()) {
            widths.add(Integer.valueOf(bars.group(2)));
        }
        return widths;
    }
}
