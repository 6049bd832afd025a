package io.cashbell.order.storefront;

import io.cashbell.order.Currency;
import io.cashbell.order.Money;
import io.cashbell.order.ShopLocale;
import java.util.Locale;
import java.util.Set;

/** Where parcels go, and with it the currency; {@code market.js} knows the same three. */
enum Market {
    TAIWAN("TW", Currency.TWD, "NT$"),
    KOREA("KR", Currency.KRW, "₩"),
    CHINA("CN", Currency.CNY, "CN¥");

    private final String country;
    private final Currency currency;
    private final String symbol;

    Market(String country, Currency currency, String symbol) {
        this.country = country;
        this.currency = currency;
        this.symbol = symbol;
    }

    /** As ISO 3166 writes it. */
    String country() {
        return country;
    }

    Currency currency() {
        return currency;
    }

    /** A market where nothing can be paid is none: whoever would be there is at home. */
    boolean isOpen(Set<Currency> payable) {
        return this == TAIWAN || payable.contains(currency);
    }

    /** Where readers of a language are, until they say otherwise. */
    static Market of(ShopLocale locale, Set<Currency> payable) {
        Market wanted =
                switch (locale) {
                    case TRADITIONAL_CHINESE, ENGLISH -> TAIWAN;
                    case KOREAN -> KOREA;
                    case SIMPLIFIED_CHINESE -> CHINA;
                };
        return wanted.isOpen(payable) ? wanted : TAIWAN;
    }

    /** As {@code money.js} writes it: {@code NT$1,200}, {@code ₩25,800}, {@code CN¥136.50}. */
    String price(Money money) {
        String decimal = money.decimal();
        int point = decimal.indexOf('.');
        String whole = point < 0 ? decimal : decimal.substring(0, point);
        String fraction = point < 0 ? "" : decimal.substring(point);
        return symbol + String.format(Locale.ROOT, "%,d", Long.parseLong(whole)) + fraction;
    }
}
