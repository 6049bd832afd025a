package io.cashbell.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopLocaleTest {
    @ParameterizedTest
    @CsvSource({
        "zh-TW, TRADITIONAL_CHINESE",
        "zh, TRADITIONAL_CHINESE",
        "zh-Hant-HK, TRADITIONAL_CHINESE",
        "zh-CN, SIMPLIFIED_CHINESE",
        "zh-Hans, SIMPLIFIED_CHINESE",
        "ko, KOREAN",
        "ko-KR, KOREAN",
        "en-GB, ENGLISH"
    })
    void findsTheLanguageThatIsNearest(String tag, ShopLocale locale) {
        assertThat(ShopLocale.find(tag)).contains(locale);
    }

    @Test
    void knowsNoOther() {
        assertThat(ShopLocale.find("ja")).isEmpty();
        assertThat(ShopLocale.find("")).isEmpty();
        assertThat(ShopLocale.find("<script>")).isEmpty();
    }

    @Test
    void fallsBackToTheShopsOwnLanguage() {
        Map<String, String> texts = Map.of("zh-TW", "今日公休", "en", "Closed today");
        assertThat(ShopLocale.ENGLISH.choose(texts)).contains("Closed today");
        assertThat(ShopLocale.KOREAN.choose(texts)).contains("今日公休");
        assertThat(ShopLocale.KOREAN.choose(Map.of("ko", " "))).isEmpty();
    }
}
