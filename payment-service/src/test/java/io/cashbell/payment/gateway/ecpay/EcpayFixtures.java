package io.cashbell.payment.gateway.ecpay;

import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.CardAuthorisation;
import io.cashbell.payment.FakeWarnings;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.PaymentFixtures;
import io.cashbell.payment.ShopAddresses;
import io.cashbell.payment.Warnings;
import io.cashbell.payment.gateway.GatewayRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Speaks as ECPay does to its public stage merchant. */
public final class EcpayFixtures {

    public static final String FORM = "application/x-www-form-urlencoded";

    static final EcpayConfig CONFIG =
            new EcpayConfig(
                    URI.create("http://localhost:8090/ecpay"),
                    "3002607",
                    "pwFHCqoQZGmho4w6",
                    "EkRm7iFT261dpevs",
                    false,
                    Duration.ofSeconds(5));

    static final EcpayMediaConfig MEDIA =
            new EcpayMediaConfig(null, EcpayAuth.Digest.SHA256, Duration.ofSeconds(5), 1_000_000);

    /** All methods with their usual limits, cards in one payment. */
    static final EcpayOffer OFFER = offer(null, null);

    private EcpayFixtures() {}

    static EcpayOffer offer(@Nullable String creditInstallment, @Nullable String unionPay) {
        return new EcpayOffer(
                Arrays.stream(EcpayMethod.values())
                        .map(EcpayMethod::code)
                        .collect(Collectors.toSet()),
                null,
                creditInstallment,
                unionPay);
    }

    /** The notice of an account to transfer to, fields as in ecpay's sample of 2026. */
    public static SequencedMap<String, String> account(OrderId order, AttemptNumber attempt) {
        SequencedMap<String, String> fields = issued(order, attempt);
        fields.put("RtnCode", "2");
        fields.put("RtnMsg", "Get VirtualAccount Succeeded");
        fields.put("PaymentType", "ATM_BOT");
        fields.put("BankCode", "004");
        fields.put("vAccount", "3833546239047825");
        fields.put("ExpireDate", "2026/01/04");
        return fields;
    }

    /** The notice of a code to type in at a store's machine, fields as on page 2881. */
    static SequencedMap<String, String> storeCode(OrderId order, AttemptNumber attempt) {
        SequencedMap<String, String> fields = issued(order, attempt);
        fields.put("RtnCode", "10100073");
        fields.put("RtnMsg", "Get CVS Code Succeeded.");
        fields.put("PaymentType", "CVS_CVS");
        fields.put("PaymentNo", "LLL17355880822");
        fields.put("ExpireDate", "2026/01/08 10:00:00");
        fields.put("Barcode1", "");
        fields.put("Barcode2", "");
        fields.put("Barcode3", "");
        return fields;
    }

    /** The notice of three barcodes to show at a store's counter. */
    static SequencedMap<String, String> barcodes(OrderId order, AttemptNumber attempt) {
        SequencedMap<String, String> fields = storeCode(order, attempt);
        fields.put("PaymentType", "BARCODE_BARCODE");
        fields.put("PaymentNo", "");
        fields.put("Barcode1", "150108C29");
        fields.put("Barcode2", "3453120010019006");
        fields.put("Barcode3", "010893000001200");
        return fields;
    }

    private static SequencedMap<String, String> issued(OrderId order, AttemptNumber attempt) {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        fields.put("MerchantID", PaymentFixtures.MERCHANT);
        fields.put("MerchantTradeNo", attempt.value());
        fields.put("StoreID", "");
        fields.put("TradeNo", PaymentFixtures.REFERENCE.value());
        fields.put("TradeAmt", "1200");
        fields.put("TradeDate", "2026/01/01 10:00:00");
        fields.put("CustomField1", order.value());
        fields.put("CustomField2", "");
        return fields;
    }

    /** Of {@link #notice}. */
    public static final CardAuthorisation CARD = new CardAuthorisation("12345678", false, false);

    /**
     * The notice of a card payment, fields as in ecpay's published sample and NeedExtraPaidInfo.
     */
    public static SequencedMap<String, String> notice(OrderId order, AttemptNumber attempt) {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        fields.put("MerchantID", PaymentFixtures.MERCHANT);
        fields.put("MerchantTradeNo", attempt.value());
        fields.put("StoreID", "");
        fields.put("RtnCode", "1");
        fields.put("RtnMsg", "交易成功");
        fields.put("TradeNo", PaymentFixtures.REFERENCE.value());
        fields.put("TradeAmt", "1200");
        fields.put("PaymentDate", "2026/01/01 10:03:00");
        fields.put("PaymentType", "Credit_CreditCard");
        fields.put("PaymentTypeChargeFee", "25");
        fields.put("TradeDate", "2026/01/01 10:00:00");
        fields.put("SimulatePaid", "0");
        fields.put("CustomField1", order.value());
        fields.put("CustomField2", "");
        fields.put("CustomField3", "");
        fields.put("CustomField4", "");
        fields.put("card4no", "2222");
        fields.put("gwsr", "12345678");
        return fields;
    }

    public static String signature(Map<String, String> fields) {
        return new EcpayAuth(CONFIG).sign(fields);
    }

    /** The form as ECPay posts it, signature last. */
    public static String signed(SequencedMap<String, String> fields) {
        SequencedMap<String, String> all = new LinkedHashMap<>(fields);
        all.put("CheckMacValue", signature(fields));
        return form(all);
    }

    public static String form(SequencedMap<String, String> fields) {
        return fields.sequencedEntrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static EcpayClient client(EcpayConfig config, Clock clock) {
        return client(config, clock, new FakeWarnings());
    }

    static EcpayClient client(EcpayConfig config, Clock clock, Warnings warnings) {
        return new EcpayClient(
                config, MEDIA, new EcpayAuth(config), new SimpleMeterRegistry(), warnings, clock);
    }

    static EcpayRefunds refunds(EcpayConfig config, Clock clock) {
        return new EcpayRefunds(
                config, new EcpayCardConfig("59997889"), client(config, clock), clock);
    }

    static EcpayGateway gateway(EcpayConfig config, Clock clock) {
        return new EcpayGateway(
                config,
                OFFER,
                new EcpayAuth(config),
                client(config, clock),
                refunds(config, clock),
                new ShopAddresses(
                        URI.create("http://localhost:8082"), URI.create("http://localhost:8081")),
                clock);
    }

    /** As it comes in, with this content type or none. */
    static GatewayRequest request(byte[] body, @Nullable String contentType) {
        return new GatewayRequest(body, name -> name.equals("Content-Type") ? contentType : null);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
