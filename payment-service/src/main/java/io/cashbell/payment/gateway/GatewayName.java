package io.cashbell.payment.gateway;

import java.util.Arrays;
import java.util.Currency;
import java.util.Optional;

/** The gateways we speak to, as the path of their callbacks spells them. */
public enum GatewayName {
    ECPAY("ecpay", "TWD"),
    KAKAOPAY("kakaopay", "KRW"),
    WECHATPAY("wechatpay", "CNY");

    private final String path;
    private final String currency;

    GatewayName(String path, String currency) {
        this.path = path;
        this.currency = currency;
    }

    /** The one currency that it charges for us; by it its market and its day. */
    public Currency currency() {
        return Currency.getInstance(currency);
    }

    public String path() {
        return path;
    }

    public static Optional<GatewayName> find(String path) {
        return Arrays.stream(values()).filter(name -> name.path.equals(path)).findFirst();
    }
}
