package io.cashbell.payment.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LanguageTest {
    @ParameterizedTest
    @EnumSource
    void everyLanguageHasTheWordsOfAllPages(Language language) {
        assertThat(language.keys()).isEqualTo(Language.ENGLISH.keys()).isNotEmpty();
        assertThat(language.keys()).allSatisfy(key -> assertThat(language.say(key)).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource({
        "zh-TW, zh-TW",
        "zh, zh-TW",
        "zh-Hant-HK, zh-TW",
        "zh-CN, zh-CN",
        "zh-Hans, zh-CN",
        "ko, ko",
        "ko-KR, ko",
        "en, en",
        "ja, en"
    })
    void aBuyerReadsTheNearestLanguage(String wanted, String given) {
        assertThat(Language.of(wanted).tag()).isEqualTo(given);
    }
}
