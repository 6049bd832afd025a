package io.cashbell.order;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A language the shop speaks. */
public enum ShopLocale {
    TRADITIONAL_CHINESE("zh-TW"),
    KOREAN("ko"),
    SIMPLIFIED_CHINESE("zh-CN"),
    ENGLISH("en");

    private final String tag;

    ShopLocale(String tag) {
        this.tag = tag;
    }

    /** As BCP 47 writes it. */
    public String tag() {
        return tag;
    }

    /** Also finds the near ones: {@code en-GB}, {@code ko-KR}, {@code zh-Hant-HK}. */
    public static Optional<ShopLocale> find(String languageTag) {
        Locale locale = Locale.forLanguageTag(languageTag);
        return switch (locale.getLanguage()) {
            case "en" -> Optional.of(ENGLISH);
            case "ko" -> Optional.of(KOREAN);
            case "zh" ->
                    Optional.of(isSimplified(locale) ? SIMPLIFIED_CHINESE : TRADITIONAL_CHINESE);
            default -> Optional.empty();
        };
    }

    /** The text in this language, or in the shop's own, or in any. */
    public Optional<String> choose(Map<String, String> texts) {
        for (String candidate : List.of(tag, TRADITIONAL_CHINESE.tag, ENGLISH.tag)) {
            String text = texts.get(candidate);
            if (text != null && !text.isBlank()) {
                return Optional.of(text);
            }
        }
        return texts.values().stream().filter(text -> !text.isBlank()).findFirst();
    }

    private static boolean isSimplified(Locale locale) {
        return locale.getScript().isEmpty()
                ? locale.getCountry().equals("CN") || locale.getCountry().equals("SG")
                : locale.getScript().equals("Hans");
    }
}
