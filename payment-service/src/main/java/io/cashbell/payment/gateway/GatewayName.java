package io.cashbell.payment.gateway;

import java.util.Arrays;
import java.util.Optional;

/** The gateways we speak to, as the path of their callbacks spells them. */
public enum GatewayName {
    ECPAY("ecpay"),
    KAKAOPAY("kakaopay"),
    WECHATPAY("wechatpay");

    private final String path;

    GatewayName(String path) {
        this.path = path;
    }

    public String path() {
        return path;
    }

    public static Optional<GatewayName> find(String path) {
        return Arrays.stream(values()).filter(name -> name.path.equals(path)).findFirst();
    }
}
