package io.cashbell.order.storefront;

import static io.cashbell.order.fakes.Shop.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.PaymentMethod;
import io.cashbell.order.ShopLocale;
import io.cashbell.order.fakes.Shop;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShopWordsTest {
    @ParameterizedTest
    @EnumSource
    void everyLanguageHasEveryWord(ShopLocale locale) {
        ShopWords words = ShopWords.in(locale);

        assertThat(keys(locale)).isEqualTo(keys(ShopLocale.TRADITIONAL_CHINESE));
        assertThat(words.all().values()).allSatisfy(text -> assertThat(text).isNotBlank());
        assertThat(words.all().keySet())
                .containsAll(
                        Arrays.stream(PaymentMethod.values())
                                .filter(method -> method != PaymentMethod.WECHATPAY_JSAPI)
                                .map(method -> "method." + method.code())
                                .toList());
    }

    @ParameterizedTest
    @EnumSource
    void theScriptsHaveTheSameWords(ShopLocale locale) {
        try (Shop shop = Shop.open()) {
            String module = shop.get("/scripts/words/" + locale.tag() + ".js").body();

            assertThat(module).startsWith("export default {").endsWith("};\n");
            String words = module.substring("export default ".length(), module.length() - 2);
            assertThat(json(words).properties())
                    .extracting(entry -> Map.entry(entry.getKey(), entry.getValue().asText()))
                    .containsExactlyInAnyOrderElementsOf(ShopWords.in(locale).all().entrySet());
        }
    }

    @Test
    void aReaderGetsTheLanguageThatIsNearest() {
        Map<String, String> texts = Map.of("zh-TW", "茶", "en", "Tea");

        assertThat(ShopWords.in(ShopLocale.KOREAN).choose(texts)).isEqualTo("Tea");
        assertThat(ShopWords.in(ShopLocale.SIMPLIFIED_CHINESE).choose(texts)).isEqualTo("茶");
        assertThat(ShopWords.in(ShopLocale.ENGLISH).choose(Map.of("en", " ", "ko", "차")))
                .isEqualTo("차");
        assertThat(ShopWords.in(ShopLocale.ENGLISH).choose(Map.of())).isEmpty();
    }

    /** But for those that a language has for one of a thing. */
    private static Set<String> keys(ShopLocale locale) {
        return ShopWords.in(locale).all().keySet().stream()
                .filter(key -> !key.endsWith(".one"))
                .collect(Collectors.toSet());
    }
}
