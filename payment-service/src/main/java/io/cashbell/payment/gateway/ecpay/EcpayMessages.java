package io.cashbell.payment.gateway.ecpay;

import io.cashbell.payment.gateway.RefusalReason;
import io.cashbell.payment.gateway.RefusedCallbackException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is said between us and ECPay, spelled as ECPay spells it. */
final class EcpayMessages {

    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss")
                    .withResolverStyle(ResolverStyle.STRICT);

    private EcpayMessages() {}

    /** ECPay's clock shows Taiwan time everywhere and never says so. */
    static String time(Instant instant) {
        return TIME.format(instant.atZone(TAIPEI));
    }

    /** The reverse of {@link #time}; empty for anything else. */
    static Optional<Instant> instant(@Nullable String time) {
        if (time == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(time, TIME).atZone(TAIPEI).toInstant());
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Create order, page 2864: {@code POST /Cashier/AioCheckOut/V5} from the buyer's browser.
     * Optional parameters that are not used are left out; sent empty they would be signed too.
     *
     * @param language absent for traditional Chinese, the default
     */
    record AioCheckOut(
            String merchantId,
            String merchantTradeNo,
            Instant merchantTradeDate,
            String totalAmount,
            String itemName,
            String returnUrl,
            String orderResultUrl,
            String clientBackUrl,
            String orderId,
            @Nullable String language) {

        static final String PATH = "/Cashier/AioCheckOut/V5";

        /** Everything but the signature. */
        SequencedMap<String, String> fields() {
            SequencedMap<String, String> fields = new LinkedHashMap<>();
            fields.put("MerchantID", merchantId);
            fields.put("MerchantTradeNo", merchantTradeNo);
            fields.put("MerchantTradeDate", time(merchantTradeDate));
            fields.put("PaymentType", "aio");
            fields.put("TotalAmount", totalAmount);
            fields.put("TradeDesc", "Online order");
            fields.put("ItemName", itemName);
            fields.put("ReturnURL", returnUrl);
            fields.put("OrderResultURL", orderResultUrl);
            fields.put("ClientBackURL", clientBackUrl);
            fields.put("ChoosePayment", "Credit");
            fields.put("EncryptType", "1");
            fields.put("NeedExtraPaidInfo", "Y");
            fields.put("CustomField1", orderId);
            if (language != null) {
                fields.put("Language", language);
            }
            return fields;
        }
    }

    /**
     * Payment result, page 2878: what comes to ReturnURL, PaymentInfoURL and OrderResultURL. Only
     * what we use; PlatformID, StoreID and the fields of NeedExtraPaidInfo are verified unread.
     *
     * @param tradeNo ECPay's number; empty where ECPay made none
     * @param tradeAmt whole dollars
     */
    record PaymentResult(
            String merchantId,
            String merchantTradeNo,
            String rtnCode,
            String tradeNo,
            String tradeAmt,
            @Nullable String paymentDate,
            boolean simulatePaid,
            @Nullable String customField1) {

        /**
         * Reads names in any case, because CheckMacValue does: it is made of lower-cased text, so a
         * stranger may turn SimulatePaid into simulatePaid and the signature still holds.
         */
        static PaymentResult of(Map<String, String> signed) throws RefusedCallbackException {
            SortedMap<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            fields.putAll(signed);
            return new PaymentResult(
                    required(fields, "MerchantID"),
                    required(fields, "MerchantTradeNo"),
                    required(fields, "RtnCode"),
                    fields.getOrDefault("TradeNo", ""),
                    required(fields, "TradeAmt"),
                    fields.get("PaymentDate"),
                    // Whatever is neither absent, empty nor 0 is simulated: the safe reading.
                    !fields.getOrDefault("SimulatePaid", "").matches("0?"),
                    fields.get("CustomField1"));
        }

        private static String required(Map<String, String> fields, String name)
                throws RefusedCallbackException {
            String value = fields.get(name);
            if (value == null || value.isEmpty()) {
                throw new RefusedCallbackException(RefusalReason.UNREADABLE);
            }
            return value;
        }
    }

    /**
     * How a trade stands, page 16579: the answer of {@code /Cashier/QueryTradeInfo/V5}.
     *
     * @param tradeAmt whole dollars
     */
    record TradeInfo(
            String merchantId,
            String merchantTradeNo,
            String tradeNo,
            String tradeAmt,
            @Nullable String paymentDate,
            String tradeStatus) {

        /**
         * Reads {@code a=b&c=d}. ECPay sends and signs the values as they are: decoded as a form, a
         * plus in a product's name would turn into a space and the signature would never hold. Only
         * where it does not hold over the raw values are they decoded.
         *
         * @return empty where neither reading is signed, or it is not as documented
         */
        static Optional<TradeInfo> of(String text, EcpayAuth auth) {
            return fields(text, false)
                    .filter(fields -> isSigned(fields, auth))
                    .or(() -> fields(text, true).filter(fields -> isSigned(fields, auth)))
                    .flatMap(TradeInfo::of);
        }

        private static Optional<TradeInfo> of(Map<String, String> fields) {
            String merchant = fields.getOrDefault("MerchantID", "");
            String number = fields.getOrDefault("MerchantTradeNo", "");
            String status = fields.getOrDefault("TradeStatus", "");
            if (merchant.isEmpty() || number.isEmpty() || status.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    new TradeInfo(
                            merchant,
                            number,
                            fields.getOrDefault("TradeNo", ""),
                            fields.getOrDefault("TradeAmt", ""),
                            fields.get("PaymentDate"),
                            status));
        }

        private static boolean isSigned(Map<String, String> fields, EcpayAuth auth) {
            return auth.verify(fields, fields.getOrDefault(EcpayAuth.FIELD, ""));
        }

        /** Empty where a name stands twice: such an answer can be read in two ways. */
        private static Optional<Map<String, String>> fields(String text, boolean decoded) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (String part : text.strip().split("&", -1)) {
                int equals = part.indexOf('=');
                if (equals < 1) {
                    return Optional.empty();
                }
                String value = part.substring(equals + 1);
                try {
                    String read =
                            decoded ? URLDecoder.decode(value, StandardCharsets.UTF_8) : value;
                    if (fields.put(part.substring(0, equals), read) != null) {
                        return Optional.empty();
                    }
                } catch (IllegalArgumentException notEncoded) {
                    return Optional.empty();
                }
            }
            return Optional.of(fields);
        }
    }
}
