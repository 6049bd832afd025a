package io.cashbell.payment.session;

import java.util.Locale;

/** The languages of our own pages; the gateway's page speaks more. */
enum Language {
    TAIWANESE("zh-Hant-TW"),
    ENGLISH("en");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** As the page's {@code lang} attribute wants it. */
    String tag() {
        return tag;
    }

    static Language of(Locale locale) {
        return locale.getLanguage().equals("zh") ? TAIWANESE : ENGLISH;
    }

    static Language of(String languageTag) {
        return of(Locale.forLanguageTag(languageTag));
    }

    String say(String taiwanese, String english) {
        return this == TAIWANESE ? taiwanese : english;
    }
}
