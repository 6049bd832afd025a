package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.ecpay.CheckMacValue.Hash;
import io.cashbell.local.gateway.ecpay.Refusal.Hint;
import io.cashbell.local.gateway.http.Form;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether ECPay would take an order (section 3): who asks, the signature, then each field, then
 * what it costs.
 */
final class OrderRules {
    static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private static final List<String> REQUIRED =
            List.of(
                    "MerchantTradeNo",
                    "MerchantTradeDate",
                    "PaymentType",
                    "TotalAmount",
                    "TradeDesc",
                    "ItemName",
                    "ReturnURL",
                    "ChoosePayment",
                    "EncryptType");

    private static final Pattern TRADE_NO = Pattern.compile("[A-Za-z0-9]{1,20}");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9]\\d{0,8}");
    private static final Pattern SPECIAL_CHARACTERS = Pattern.compile("[<>&\"'%#\\\\\\p{Cntrl}]");
    private static final Set<String> LANGUAGES = Set.of("", "CHT", "ENG", "KOR", "JPN", "CHI");
    private static final Set<String> NOT_HERE = Set.of("WeiXin", "DigitalPayment");

    static final Set<String> USUAL_INSTALMENTS = Set.of("3", "6", "12", "18", "24");

    /** Sinopac's own, and those of gateways with an acquirer's contract. */
    private static final Set<String> OTHER_INSTALMENTS = Set.of("30N", "30", "5", "8", "9", "10");

    private final Merchants merchants;
    private final Offers offers;

    OrderRules(Merchants merchants, Offers offers) {
        this.merchants = merchants;
        this.offers = offers;
    }

    /**
     * The order, when nothing speaks against it; whether its number was used before is for the
     * ledger to say.
     */
    Order check(Form form) {
        var fields = form.values();
        var signer = signer(fields);
        checkSignature(form, signer);
        for (var name : REQUIRED) {
            if (form.text(name).isEmpty()) {
                throw refused(name, "is required");
            }
        }
        FieldLengths.check(fields);
        checkConstants(form);
        if (!TRADE_NO.matcher(form.text("MerchantTradeNo")).matches()) {
            throw refused("MerchantTradeNo", "must be 1 to 20 letters and digits");
        }
        checkDate(form.text("MerchantTradeDate"));
        UrlRules.check(fields);
        BlockedWords.check(fields);
        if (SPECIAL_CHARACTERS.matcher(form.text("TradeDesc")).find()) {
            throw refused("TradeDesc", "must not hold special characters");
        }
        if (form.text("ItemName").replace("#", "").isBlank()) {
            throw refused("ItemName", "names nothing");
        }
        var order = new Order(Map.copyOf(fields));
        checkMethod(order);
        checkCard(order);
        checkDeadline(order);
        checkAmount(order);
        return order;
    }

    private Merchant signer(Map<String, String> fields) {
        var id = fields.getOrDefault("MerchantID", "");
        if (id.isEmpty()) {
            throw refused("MerchantID", "is required");
        }
        if (merchants.find(id).isEmpty()) {
            throw new RefusedException(
                    Refusal.noSuchMethod(
                            "There is no merchant "
                                    + id
                                    + " here. The sandbox knows ECPay's public stage merchants and"
                                    + " the one in ECPAY_MERCHANT_ID."));
        }
        var platform = fields.getOrDefault("PlatformID", "");
        return merchants
                .find(platform.isEmpty() ? id : platform)
                .orElseThrow(
                        () -> refused("PlatformID", "is not a platform known here; leave it out"));
    }

    private void checkSignature(Form form, Merchant signer) {
        var fields = form.values();
        if (CheckMacValue.matches(fields, signer)) {
            return;
        }
        var hints = new ArrayList<Hint>();
        if (!form.repeated().isEmpty()) {
            hints.add(Hint.of("Sent more than once", String.join(", ", form.repeated())));
        }
        if (fields.values().stream().anyMatch(value -> value.indexOf('\ufffd') >= 0)) {
            hints.add(
                    Hint.of(
                            "Not UTF-8",
                            "A value cannot be read as UTF-8; send the form in UTF-8."));
        }
        var others = new ArrayList<>(merchants.all());
        others.addAll(Merchants.OF_OTHER_SERVICES);
        hints.add(
                SigningMistake.explain(fields, signer, Hash.SHA256, others)
                        .map(
                                mistake ->
                                        Hint.of(
                                                "Step " + mistake.step() + ": " + mistake.name(),
                                                mistake.advice()))
                        .orElse(
                                Hint.of(
                                        "Cause unknown",
                                        "No typical mistake gives the value that came. Compare your"
                                                + " string with this one:")));
        // A star is not encoded, so the masked string goes through the same steps as the true one.
        var toSign = CheckMacValue.textToSign(fields, new Merchant(signer.id(), "****", "****"));
        hints.add(Hint.exactly("To sign (steps 1 to 3)", toSign));
        hints.add(
                Hint.exactly(
                        "Encoded and lower-cased (steps 4 and 5)", CheckMacValue.encode(toSign)));
        hints.add(Hint.exactly("Received", fields.getOrDefault(CheckMacValue.NAME, "(nothing)")));
        throw new RefusedException(
                Refusal.wrongChecksum("The checksum does not fit the fields that came.", hints));
    }

    private static void checkConstants(Form form) {
        if (!form.text("PaymentType").equals("aio")) {
            throw refused("PaymentType", "must be aio");
        }
        if (!form.text("EncryptType").equals("1")) {
            throw refused("EncryptType", "must be 1 (SHA-256)");
        }
        if (!Set.of("", "Y", "N").contains(form.text("NeedExtraPaidInfo"))) {
            throw refused("NeedExtraPaidInfo", "must be Y or N");
        }
        if (!LANGUAGES.contains(form.text("Language"))) {
            throw refused("Language", "must be one of ENG, KOR, JPN, CHI, or left out");
        }
    }

    private static void checkDate(String text) {
        try {
            LocalDateTime.parse(text, DATE);
        } catch (DateTimeException e) {
            throw refused(
                    "MerchantTradeDate",
                    "must be a date like 2026/01/31 09:30:00, in Taiwan's time");
        }
    }

    private static void checkMethod(Order order) {
        var method = order.text("ChoosePayment");
        if (NOT_HERE.contains(method) || !order.text("PeriodAmount").isEmpty()) {
            throw new RefusedException(
                    Refusal.noSuchMethod(
                            (NOT_HERE.contains(method) ? method : "Recurring payment")
                                    + " is not in the sandbox."));
        }
        if (!order.isForAll() && Method.of(method).isEmpty()) {
            throw new RefusedException(
                    Refusal.noSuchMethod("ECPay has no payment method " + method + "."));
        }
        if (Offers.asked(order).isEmpty()) {
            throw new RefusedException(
                    Refusal.noSuchMethod("IgnorePayment hides every method there is."));
        }
        var sub = order.text("ChooseSubPayment");
        if (!order.isForAll()
                && !sub.isEmpty()
                && Offers.asked(order).getFirst().sub(sub).isEmpty()) {
            throw refused("ChooseSubPayment", "is nothing that " + method + " knows: " + sub);
        }
    }

    private static void checkCard(Order order) {
        if (!Set.of("", "0", "1", "2").contains(order.text("UnionPay"))) {
            throw refused("UnionPay", "must be 0, 1 or 2");
        }
        if (!Set.of("", "Y", "N").contains(order.text("Redeem"))) {
            throw refused("Redeem", "must be Y, or left out");
        }
        var instalments = order.text("CreditInstallment");
        if (instalments.isEmpty()) {
            return;
        }
        for (var period : instalments.split(",", -1)) {
            if (!USUAL_INSTALMENTS.contains(period) && !OTHER_INSTALMENTS.contains(period)) {
                throw refused(
                        "CreditInstallment",
                        "must be such as 3,6,12,18,24; ECPay has no " + period);
            }
        }
        if (order.redeemsPoints()) {
            throw refused("CreditInstallment", "cannot be combined with Redeem");
        }
        if (order.text("UnionPay").equals("1")) {
            throw refused("CreditInstallment", "cannot be combined with UnionPay");
        }
    }

    private static void checkDeadline(Order order) {
        var methods = Offers.asked(order);
        if (methods.contains(Method.ATM)) {
            checkRange(order, "ExpireDate", "days", 60);
        }
        // With ALL one value serves codes, in minutes, and barcodes, in days: whatever suits one.
        if (methods.contains(Method.CVS)) {
            checkRange(order, "StoreExpireDate", "minutes", 43_200);
        } else if (methods.contains(Method.BARCODE)) {
            checkRange(order, "StoreExpireDate", "days", 30);
        }
    }

    private static void checkRange(Order order, String name, String unit, long most) {
        var text = order.text(name);
        if (!text.isEmpty()
                && (!WHOLE_NUMBER.matcher(text).matches()
                        || Long.parseLong(text) < 1
                        || Long.parseLong(text) > most)) {
            throw refused(name, "must be 1 to " + most + " " + unit);
        }
    }

    private void checkAmount(Order order) {
        var text = order.text("TotalAmount");
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            throw new RefusedException(
                    Refusal.amount(
                            "TotalAmount must be a positive whole number of dollars, without"
                                    + " decimals or separators: "
                                    + text));
        }
        if (offers.of(order).isEmpty()) {
            throw new RefusedException(
                    Refusal.amount(
                            "TotalAmount "
                                    + text
                                    + " is not within "
                                    + Offers.asked(order).stream()
                                            .map(
                                                    method ->
                                                            offers.limits(method).least()
                                                                    + " and "
                                                                    + offers.limits(method).most()
                                                                    + " for "
                                                                    + method.spelled())
                                            .collect(Collectors.joining(", "))
                                    + "."));
        }
    }

    static RefusedException refused(String name, String problem) {
        return new RefusedException(Refusal.parameter(name, problem));
    }
}
