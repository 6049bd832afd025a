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

    /** Empty when the shop wants no notice of numbers. */
    Optional<URI> paymentInfoUrl() {
        return optional("PaymentInfoURL").map(URI::create);
    }

    Optional<String> clientRedirectUrl() {
        return optional("ClientRedirectURL");
    }

    /** The buyer chooses the method at ECPay. */
    boolean isForAll() {
        return text("ChoosePayment").equals("ALL");
    }

    /** Days a transfer has (section 3.1). */
    long expireDays() {
        return number("ExpireDate", 3);
    }

    /** Minutes a code has, or days a barcode. */
    long storeExpire(long otherwise) {
        return number("StoreExpireDate", otherwise);
    }

    /**
     * Those asked for that exist here; empty means one payment. A period that a merchant has not
     * contracted falls back to one payment, and 30N and the gateways' 5, 8, 9 and 10 are contracts
     * of their own.
     */
    List<Integer> instalments() {
        return Arrays.stream(text("CreditInstallment").split(",", -1))
                .filter(OrderRules.USUAL_INSTALMENTS::contains)
                .map(Integer::valueOf)
                .toList();
    }

    /** Paid partly with a bank's points; refunded as a whole only (section 7). */
    boolean redeemsPoints() {
        return text("Redeem").equals("Y");
    }

    boolean needsExtraPaidInfo() {
        return text("NeedExtraPaidInfo").equals("Y");
    }

    /** Empty when it was not sent. */
    String text(String name) {
        return fields.getOrDefault(name, "");
    }

    private long number(String name, long otherwise) {
        return optional(name).map(Long::parseLong).orElse(otherwise);
    }

    private Optional<String> optional(String name) {
        return Optional.of(text(name)).filter(value -> !value.isEmpty());
    }
}
