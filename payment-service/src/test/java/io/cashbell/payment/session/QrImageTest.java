package io.cashbell.payment.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class QrImageTest {

    private static final String PREFIX = "data:image/svg+xml;base64,";

    /** 35 bytes: version 3, the first that holds them at level M (ISO/IEC 18004, table 7). */
    private static final String CODE_URL = "weixin://wxpay/bizpayurl?pr=NwY5Mz9";

    private static final int SIDE = 29;
    private static final int QUIET = 4;
    private static final Pattern MODULE = Pattern.compile("M([0-9]+),([0-9]+)h1v1h-1z");

    @Test
    void theImageIsWellFormedAndWhiteBehindItsModules() throws Exception {
        Element svg = svg(QrImage.of(CODE_URL));
        Element background = (Element) svg.getElementsByTagName("rect").item(0);

        assertThat(svg.getTagName()).isEqualTo("svg");
        assertThat(svg.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(svg.getAttribute("viewBox")).isEqualTo("0 0 37 37");
        assertThat(background.getAttribute("fill")).isEqualTo("#fff");
        assertThat(background.getAttribute("width")).isEqualTo("100%");
        assertThat(background.getAttribute("height")).isEqualTo("100%");
    }

    @Test
    void nothingButModulesIsDrawnAndNoneInTheQuietZone() throws Exception {
        String path = path(QrImage.of(CODE_URL));

        assertThat(MODULE.matcher(path).replaceAll("")).isEmpty();
        assertThat(MODULE.matcher(path).results())
                .isNotEmpty()
                .allSatisfy(
                        module -> {
                            assertThat(number(module, 1)).isBetween(QUIET, QUIET + SIDE - 1);
                            assertThat(number(module, 2)).isBetween(QUIET, QUIET + SIDE - 1);
                        });
    }

    /** What a camera looks for first, wherever the text itself goes. */
    @Test
    void theFinderAndTimingPatternsAreWhereTheyBelong() throws Exception {
        boolean[][] dark = modules(QrImage.of(CODE_URL));

        assertFinder(dark, 0, 0);
        assertFinder(dark, SIDE - 7, 0);
        assertFinder(dark, 0, SIDE - 7);
        for (int i = 8; i < SIDE - 8; i++) {
            assertThat(dark[6][i]).as("row 6, column %d", i).isEqualTo(i % 2 == 0);
            assertThat(dark[i][6]).as("column 6, row %d", i).isEqualTo(i % 2 == 0);
        }
        assertThat(dark[SIDE - 8][8]).as("the module that is always dark").isTrue();
    }

    /** The first two of the format bits, which are masked with 10101…; level M is 00. */
    @Test
    void theCodeSaysThatItIsOfLevelM() throws Exception {
        boolean[][] dark = modules(QrImage.of(CODE_URL));
        int mask = 0b10101;

        // The two bits of the level come first: row 8, columns 0 and 1.
        int level = (dark[8][0] ? 2 : 0) + (dark[8][1] ? 1 : 0);

        assertThat(level ^ (mask >> 3)).isZero();
    }

    @Test
    void anotherTextIsAnotherImage() {
        assertThat(QrImage.of(CODE_URL)).isEqualTo(QrImage.of(CODE_URL));
        assertThat(QrImage.of(CODE_URL)).isNotEqualTo(QrImage.of(CODE_URL.replace('9', '8')));
    }

    private static void assertFinder(boolean[][] dark, int left, int top) {
        for (int y = 0; y < 7; y++) {
            for (int x = 0; x < 7; x++) {
                int ring = Math.max(Math.abs(x - 3), Math.abs(y - 3));
                assertThat(dark[top + y][left + x])
                        .as("finder at %d,%d: column %d, row %d", left, top, x, y)
                        .isEqualTo(ring != 2);
            }
        }
    }

    /** By row and column, without the quiet zone. */
    private static boolean[][] modules(String image) throws Exception {
        boolean[][] dark = new boolean[SIDE][SIDE];
        MODULE.matcher(path(image))
                .results()
                .forEach(
                        module ->
                                dark[number(module, 2) - QUIET][number(module, 1) - QUIET] = true);
        return dark;
    }

    private static int number(MatchResult module, int group) {
        return Integer.parseInt(module.group(group));
    }

    private static String path(String image) throws Exception {
        return ((Element) svg(image).getElementsByTagName("path").item(0)).getAttribute("d");
    }

    private static Element svg(String image) throws Exception {
        assertThat(image).startsWith(PREFIX);
        byte[] text = Base64.getDecoder().decode(image.substring(PREFIX.length()));
        assertThat(new String(text, StandardCharsets.UTF_8)).startsWith("<svg ");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(text))
                .getDocumentElement();
    }
}
