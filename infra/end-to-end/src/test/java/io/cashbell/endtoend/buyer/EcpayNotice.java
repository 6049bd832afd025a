package io.cashbell.endtoend.buyer;

import io.cashbell.endtoend.shop.Http;
import io.cashbell.endtoend.shop.Http.Answer;
import io.cashbell.endtoend.shop.Merchant;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** What ECPay's server tells a shop about one payment (page 2878), or what somebody forges so. */
public record EcpayNotice(URI returnUrl, Map<String, String> fields) {
    public static final String ACKNOWLEDGED = "1|OK";

    private static final String SIGNATURE = "CheckMacValue";
    private static final String PAY_FAILED = "10100058";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss").withZone(ZoneId.of("Asia/Taipei"));

    /**
     * @param form what the shop sent the buyer to ECPay with
     * @param tradeNo ECPay's own number
     */
    public static EcpayNotice paid(HtmlForm form, String tradeNo) {
        return about(form, tradeNo, "1", "交易成功");
    }

    public static EcpayNotice failed(HtmlForm form, String tradeNo) {
        return about(form, tradeNo, PAY_FAILED, "付款失敗");
    }

    private static EcpayNotice about(HtmlForm form, String tradeNo, String code, String message) {
        var now = TIME.format(Instant.now());
        var fields = new LinkedHashMap<String, String>();
        fields.put("CustomField1", form.fields().getOrDefault("CustomField1", ""));
        fields.put("CustomField2", form.fields().getOrDefault("CustomField2", ""));
        fields.put("CustomField3", form.fields().getOrDefault("CustomField3", ""));
        fields.put("CustomField4", form.fields().getOrDefault("CustomField4", ""));
        fields.put("MerchantID", form.field("MerchantID"));
        fields.put("MerchantTradeNo", form.field("MerchantTradeNo"));
        fields.put("PaymentDate", now);
        fields.put("PaymentType", "Credit_CreditCard");
        fields.put("PaymentTypeChargeFee", "25");
        fields.put("RtnCode", code);
        fields.put("RtnMsg", message);
        fields.put("SimulatePaid", "0");
        fields.put("StoreID", "");
        fields.put("TradeAmt", form.field("TotalAmount"));
        fields.put("TradeDate", now);
        fields.put("TradeNo", tradeNo);
        return new EcpayNotice(URI.create(form.field("ReturnURL")), fields);
    }

    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    public String tradeNumber() {
        return field("MerchantTradeNo");
    }

    public EcpayNotice with(String name, String value) {
        var changed = new LinkedHashMap<>(fields);
        changed.put(name, value);
        return new EcpayNotice(returnUrl, changed);
    }

    public EcpayNotice without(String name) {
        var changed = new LinkedHashMap<>(fields);
        changed.remove(name);
        return new EcpayNotice(returnUrl, changed);
    }

    public EcpayNotice signedBy(Merchant merchant) {
        return with(SIGNATURE, merchant.sign(fields));
    }

    /** As ECPay words every delivery but the first. */
    public EcpayNotice repeated() {
        return with("RtnMsg", "paid");
    }

    public EcpayNotice unsigned() {
        return without(SIGNATURE);
    }

    /** One character of the signature is another one. */
    public EcpayNotice misread(Random random) {
        var signature = new StringBuilder(field(SIGNATURE));
        var place = random.nextInt(signature.length());
        signature.setCharAt(place, signature.charAt(place) == 'A' ? 'B' : 'A');
        return with(SIGNATURE, signature.toString());
    }

    /** The same fields one after another in another order. */
    public EcpayNotice shuffled(Random random) {
        var order = new ArrayList<>(fields.entrySet());
        Collections.shuffle(order, random);
        var shuffled = new LinkedHashMap<String, String>();
        order.forEach(field -> shuffled.put(field.getKey(), field.getValue()));
        return new EcpayNotice(returnUrl, shuffled);
    }

    public Answer send() {
        return Http.postForm(returnUrl, fields);
    }
}
