package io.cashbell.payment.gateway.ecpay;

import io.cashbell.payment.CardAuthorisation;
import io.cashbell.payment.Instructions;
import io.cashbell.payment.gateway.RefusalReason;
import io.cashbell.payment.gateway.RefusedCallbackException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is said between us and ECPay, spelled as ECPay spells it. */
final class EcpayMessages {

    /** ECPay's clock shows Taiwan time everywhere and never says so. */
    static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss")
                    .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu/MM/dd").withResolverStyle(ResolverStyle.STRICT);

    private EcpayMessages() {}

    /** As ECPay writes a moment. */
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

    /** The last second of a day in Taiwan, {@code 2026/01/04}; empty for anything else. */
    static Optional<Instant> endOfDay(String day) {
        try {
            return Optional.of(
                    LocalDate.parse(day, DAY).atTime(23, 59, 59).atZone(TAIPEI).toInstant());
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
            EcpayChoice choice,
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
            fields.put("ChoosePayment", choice.choosePayment());
            fields.putAll(choice.parameters());
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
     * Number issued, page 2881: what comes to PaymentInfoURL besides a payment result's fields.
     * Empty where ECPay sent none; a value that its documents do not allow is not passed on.
     *
     * @param bnplTradeNo the lender's number of a loan that was applied for
     */
    record Issued(
            String bankCode,
            String vAccount,
            String paymentNo,
            List<String> barcodes,
            String expireDate,
            String bnplTradeNo) {

        private static final Pattern BANK = Pattern.compile("[0-9]{3}");
        private static final Pattern ACCOUNT = Pattern.compile("[0-9]{8,16}");
        private static final Pattern CODE = Pattern.compile("[A-Z0-9]{8,14}");
        private static final Pattern BARCODE = Pattern.compile("[A-Z0-9]{6,20}");

        static final Issued NOTHING = new Issued("", "", "", List.of(), "", "");

        static Issued of(Map<String, String> fields) {
            return new Issued(
                    fields.getOrDefault("BankCode", ""),
                    fields.getOrDefault("vAccount", ""),
                    fields.getOrDefault("PaymentNo", ""),
                    Stream.of("Barcode1", "Barcode2", "Barcode3")
                            .map(name -> fields.getOrDefault(name, ""))
                            .filter(code -> !code.isEmpty())
                            .toList(),
                    fields.getOrDefault("ExpireDate", ""),
                    fields.getOrDefault("BNPLTradeNo", ""));
        }

        /** Of BNPL: a lender looks at it, and nobody is to do anything. */
        boolean isLoan() {
            return !bnplTradeNo.isBlank();
        }

        /** Of ATM: where to transfer to, until the end of a day. */
        Optional<Instructions> transfer() {
            return BANK.matcher(bankCode).matches() && ACCOUNT.matcher(vAccount).matches()
                    ? endOfDay(expireDate)
                            .map(end -> Instructions.transfer(bankCode, vAccount, end))
                    : Optional.empty();
        }

        /** Of CVS or BARCODE: one code, or else three barcodes. */
        Optional<Instructions> atStore() {
            boolean code = CODE.matcher(paymentNo).matches() && barcodes.isEmpty();
            boolean counter =
                    paymentNo.isEmpty()
                            && barcodes.size() == 3
                            && barcodes.stream().allMatch(b -> BARCODE.matcher(b).matches());
            return code || counter
                    ? instant(expireDate)
                            .map(
                                    end ->
                                            code
                                                    ? Instructions.code(paymentNo, end)
                                                    : Instructions.barcodes(barcodes, end))
                    : Optional.empty();
        }
    }

    /**
     * Payment result, page 2878: what comes to ReturnURL, PaymentInfoURL and OrderResultURL. Only
     * what we use; PlatformID, StoreID and most fields of NeedExtraPaidInfo are verified unread.
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
            @Nullable String customField1,
            Issued issued,
            @Nullable CardAuthorisation card) {

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
                    fields.get("CustomField1"),
                    Issued.of(fields),
                    card(fields));
        }

        /**
         * Of NeedExtraPaidInfo, page 5675; a card's number begins a UnionPay card's with 62 or 81.
         */
        private static @Nullable CardAuthorisation card(Map<String, String> fields) {
            String gwsr = fields.getOrDefault("gwsr", "");
            if (gwsr.matches("0*") || !CardAuthorisation.isNumber(gwsr)) {
                return null;
            }
            boolean indivisible =
                    Stream.of("stage", "red_dan", "red_de_amt")
                            .map(name -> fields.getOrDefault(name, ""))
                            .anyMatch(value -> !value.matches("0*"));
            return new CardAuthorisation(
                    gwsr, indivisible, fields.getOrDefault("card6no", "").matches("(62|81).*"));
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
            String tradeStatus,
            String customField1) {

        /** Empty where it is not signed, or not as documented. */
        static Optional<TradeInfo> of(String text, EcpayAuth auth) {
            return EcpayAnswer.read(text, auth).flatMap(TradeInfo::of);
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
                            status,
                            fields.getOrDefault("CustomField1", "")));
        }
    }
}
