package io.cashbell.payment.gateway.ecpay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.Money;
import io.cashbell.payment.OrderedItem;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcpayItemNameTest {

    @Test
    void linesAreSeparatedByAHash() {
        assertThat(EcpayItemName.of(List.of(item("阿里山高山烏龍", 2), item("日月潭紅茶", 1))))
                .isEqualTo("阿里山高山烏龍 x 2#日月潭紅茶 x 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Tea #1 & more|Tea 1 more x 1",
                "<b>Tea</b>|Tea x 1",
                "a < b > c|a c x 1",
                "Bash's tea|B-ash's tea x 1",
                "SYSTEM of tea|S-YSTEM of tea x 1",
                "ecosystem|ecos-ystem x 1",
                "<script>alert(1)</script>|alert(1) x 1",
                "<<script>>|item x 1",
                "<<b>script>|s-cript x 1",
                "###|item x 1"
            })
    void whatEcpayRefusesIsMadeHarmless(String name, String expected) {
        assertThat(EcpayItemName.of(List.of(item(name, 1)))).isEqualTo(expected);
    }

    @Test
    void controlCharactersBecomeSpaces() {
        assertThat(EcpayItemName.of(List.of(item("Tea\r\n\t\u0000leaf", 1))))
                .isEqualTo("Tea leaf x 1");
    }

    @Test
    void aLongListIsCutBetweenCharactersBeforeItIsSigned() {
        String name = EcpayItemName.of(Collections.nCopies(40, item("茶🍵", 1)));

        assertThat(name.length()).isLessThanOrEqualTo(200);
        assertThat(name.getBytes(UTF_8).length).isLessThanOrEqualTo(400);
        assertThat(new String(name.getBytes(UTF_8), UTF_8))
                .isEqualTo(name)
                .doesNotContain("\ufffd");
    }

    @Test
    void anyNameAtAllComesOutWithinTheLimits() {
        Random random = new Random(20260101);
        for (int run = 0; run < 10_000; run++) {
            int[] points =
                    random.ints(random.nextInt(300), 0, 0x30000)
                            .filter(point -> !(point >= 0xd800 && point <= 0xdfff))
                            .toArray();
            String name =
                    EcpayItemName.of(
                            List.of(item(new String(points, 0, points.length), 3), item("tea", 1)));

            assertThat(name).isNotBlank().doesNotContain("&", "<", ">");
            assertThat(name.length()).isLessThanOrEqualTo(200);
            assertThat(name.getBytes(UTF_8).length).isLessThanOrEqualTo(400);
            assertThat(Arrays.equals(name.getBytes(UTF_8), name.strip().getBytes(UTF_8))).isTrue();
        }
    }

    private static OrderedItem item(String name, int quantity) {
        return new OrderedItem(name, quantity, Money.of("100", "TWD"));
    }
}
