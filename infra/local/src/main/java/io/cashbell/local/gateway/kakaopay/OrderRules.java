package io.cashbell.local.gateway.kakaopay;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether KakaoPay would take an order (section 3): who asks, each field, then what it costs. */
final class OrderRules {
    static final int LONGEST_CID = 10;
    static final int LONGEST_CID_SECRET = 24;
    static final int LONGEST_ID = 100;

    private static final int LONGEST_URL = 255;
    private static final int MOST_MONTHS = 12;
    private static final Set<String> CARDS =
            Set.of(
                    "SHINHAN",
                    "KB",
                    "HYUNDAI",
                    "LOTTE",
                    "SAMSUNG",
                    "NH",
                    "BC",
                    "HANA",
                    "CITI",
                    "KAKAOBANK",
                    "KAKAOPAY",
                    "WOORIONLY");
    private static final List<String> NUMBERS =
            List.of(
                    "quantity",
                    "total_amount",
                    "tax_free_amount",
                    "vat_amount",
                    "green_deposit",
                    "install_month");
    private static final Pattern PERSONAL = Pattern.compile(".+@.+\\..+|\\+?[\\d-]{9,}");

    private final Merchants merchants;
    private final Limits limits;

    OrderRules(Merchants merchants, Limits limits) {
        this.merchants = merchants;
        this.limits = limits;
    }

    /** Gives the merchant's code when that merchant may ask. */
    String merchant(Fields fields) {
        var cid = fields.text("cid", LONGEST_CID);
        merchants.check(cid, fields.optionalText("cid_secret", LONGEST_CID_SECRET).orElse(""));
        return cid;
    }

    /** The order, when nothing speaks against it. */
    Order check(Fields fields) {
        var cid = merchant(fields);
        var orderId = fields.text("partner_order_id", LONGEST_ID);
        var userId = fields.text("partner_user_id", LONGEST_ID);
        var itemName = fields.text("item_name", 100);
        var itemCode = fields.optionalText("item_code", 100);
        long quantity = fields.number("quantity");
        if (quantity < 1) {
            throw Fields.refused("quantity", "must be at least 1");
        }
        var amount = amount(fields);
        var approvalUrl = url(fields, "approval_url");
        var cancelUrl = url(fields, "cancel_url");
        var failUrl = url(fields, "fail_url");
        var method = method(fields);
        int months = months(fields);
        checkRest(fields);
        return new Order(
                cid,
                orderId,
                userId,
                itemName,
                itemCode.orElse(null),
                quantity,
                amount,
                approvalUrl,
                cancelUrl,
                failUrl,
                method,
                months,
                fields.shown(),
                notes(fields, userId, amount));
    }

    private Amount amount(Fields fields) {
        long total = fields.number("total_amount");
        long taxFree = fields.number("tax_free_amount");
        long vat = fields.optionalNumber("vat_amount").orElse(Amount.usualVat(total, taxFree));
        long deposit = fields.optionalNumber("green_deposit").orElse(0);
        if (total <= 0) {
            throw new RefusedException(Code.TOTAL_AMOUNT, "it must be above 0");
        }
        if (total < limits.least()) {
            throw new RefusedException(Code.SINGLE_AMOUNT, "at least " + limits.least());
        }
        if (total > limits.most()) {
            throw new RefusedException(Code.ABOVE_LIMIT, "at most " + limits.most());
        }
        var amount = new Amount(total, taxFree, vat, deposit);
        if (!amount.addsUp()) {
            throw new RefusedException(
                    Code.AMOUNTS,
                    "tax_free_amount %d and vat_amount %d must be within total_amount %d, and so must green_deposit %d"
                            .formatted(taxFree, vat, total, deposit));
        }
        return amount;
    }

    private static String url(Fields fields, String name) {
        var value = fields.text(name, LONGEST_URL);
        URI address;
        try {
            address = new URI(value);
        } catch (URISyntaxException _) {
            throw Fields.refused(name, "is not a URL");
        }
        var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || address.getHost() == null) {
            throw Fields.refused(name, "is not an http or https URL");
        }
        return value;
    }

    private static @Nullable Method method(Fields fields) {
        var spelled = fields.optionalText("payment_method_type", 10);
        if (spelled.isEmpty()) {
            return null;
        }
        return Arrays.stream(Method.values())
                .filter(method -> method.name().equals(spelled.get()))
                .findFirst()
                .orElseThrow(() -> Fields.refused("payment_method_type", "must be CARD or MONEY"));
    }

    private static int months(Fields fields) {
        long months = fields.optionalNumber("install_month").orElse(0);
        if (months < 0 || months > MOST_MONTHS) {
            throw Fields.refused("install_month", "must be 0 to " + MOST_MONTHS);
        }
        return (int) months;
    }

    private static void checkRest(Fields fields) {
        var share = fields.optionalText("use_share_installment", 1);
        if (share.isPresent() && !Set.of("Y", "N").contains(share.get())) {
            throw Fields.refused("use_share_installment", "must be Y or N");
        }
        var cards = fields.structure("available_cards");
        if (cards.isPresent() && !isListOfCards(cards.get())) {
            throw Fields.refused(
                    "available_cards", "must be a list of " + CARDS.stream().sorted().toList());
        }
        var custom = fields.structure("custom_json");
        if (custom.isPresent() && !isMapOfTexts(custom.get())) {
            throw Fields.refused("custom_json", "must be a map of texts");
        }
    }

    private static boolean isListOfCards(JsonNode node) {
        return node.isArray() && node.valueStream().allMatch(card -> CARDS.contains(card.asText()));
    }

    private static boolean isMapOfTexts(JsonNode node) {
        return node.isObject() && node.valueStream().allMatch(JsonNode::isTextual);
    }

    private static List<String> notes(Fields fields, String userId, Amount amount) {
        var notes = new ArrayList<String>();
        var asText = fields.numbersAsText(NUMBERS);
        if (!asText.isEmpty()) {
            notes.add(
                    String.join(", ", asText)
                            + " came as JSON text; the documents say whole number.");
        }
        if (PERSONAL.matcher(userId).matches()) {
            notes.add(
                    "partner_user_id looks like an e-mail address or a telephone number; KakaoPay wants no personal data there.");
        }
        long usual = Amount.usualVat(amount.total(), amount.taxFree());
        if (fields.optionalNumber("vat_amount").isEmpty()) {
            notes.add("vat_amount was left out and is " + usual + ".");
        } else if (amount.vat() != usual) {
            notes.add("vat_amount is %d; left out, it would be %d.".formatted(amount.vat(), usual));
        }
        return notes;
    }
}
