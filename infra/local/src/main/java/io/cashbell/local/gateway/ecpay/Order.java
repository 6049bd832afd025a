package io.cashbell.local.gateway.ecpay;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the shop asked for: the fields of section 3 as they were signed, already found to be in
 * order.
 */
record Order(Map<String, String> fields) {

    /** An order's name. ECPay's rule is: unique for ever, per merchant. */
    record Key(String merchantId, String merchantTradeNo) {}

    Key key() {
        return new Key(text("MerchantID"), text("MerchantTradeNo"));
    }

    /** Whose keys sign: a platform signs for its shops (D9 in section 3). */
    String signerId() {
        var platform = text("PlatformID");
        return platform.isEmpty() ? text("MerchantID") : platform;
    }

    /** Whole dollars. */
    long amount() {
        return Long.parseLong(text("TotalAmount"));
    }

    List<String> lines() {
        return Arrays.stream(text("ItemName").split("#", -1))
                .filter(line -> !line.isBlank())
                .toList();
    }

    URI returnUrl() {
        return URI.create(text("ReturnURL"));
    }

    Optional<String> orderResultUrl() {
        return optional("OrderResultURL");
    }

    Optional<String> clientBackUrl() {
        return optional("ClientBackURL");
    }

    boolean needsExtraPaidInfo() {
        return text("NeedExtraPaidInfo").equals("Y");
    }

    /** Empty when it was not sent. */
    String text(String name) {
        return fields.getOrDefault(name, "");
    }

    private Optional<String> optional(String name) {
        return Optional.of(text(name)).filter(value -> !value.isEmpty());
    }
}
