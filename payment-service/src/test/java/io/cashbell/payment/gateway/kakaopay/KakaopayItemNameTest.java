package io.cashbell.payment.gateway.kakaopay;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.Money;
import io.cashbell.payment.OrderedItem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KakaopayItemNameTest {

    @ParameterizedTest
    @CsvSource({
        "ko-KR, 초코파이 외 2건",
        "en, 초코파이 and 2 more",
        "zh-TW, 초코파이 +2",
        "ja, 초코파이 他2点",
        "fr, 초코파이 and 2 more"
    })
    void severalThingsAreOneTextInTheBuyersLanguage(String locale, String expected) {
        assertThat(KakaopayItemName.of(items("초코파이", "홍차", "꿀"), locale)).isEqualTo(expected);
    }

    @Test
    void oneThingIsItsName() {
        assertThat(KakaopayItemName.of(items("초코파이"), "ko-KR")).isEqualTo("초코파이");
    }

    @Test
    void aLongNameIsCutAndTheRestIsNot() {
        String name = KakaopayItemName.of(items("가".repeat(150), "홍차"), "ko-KR");

        assertThat(name).hasSize(100).endsWith("가 외 1건");
    }

    @Test
    void noCharacterIsCutInTwo() {
        String name = KakaopayItemName.of(items("a" + "🍵".repeat(80)), "ko-KR");

        assertThat(name).isEqualTo("a" + "🍵".repeat(49));
    }

    @ParameterizedTest
    @CsvSource({"' ', item", "'a\tb\nc', a b c"})
    void whatCannotBeReadIsLeftOut(String name, String expected) {
        assertThat(KakaopayItemName.of(items(name), "ko-KR")).isEqualTo(expected);
    }

    private static List<OrderedItem> items(String... names) {
        return Stream.of(names)
                .map(name -> new OrderedItem(name, 1, Money.of("100", "KRW")))
                .toList();
    }
}
