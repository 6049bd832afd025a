package io.cashbell.local.gateway.kakaopay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What KakaoPay answers when it does as it was asked (sections 3 to 6). */
final class Answers {
    private static final String APP_SCHEME = "kakaotalk://kakaopay/pg?url=";
    private static final String BANK = "카카오뱅크";
    private static final String BANK_CODE = "000";
    private static final String BIN = "000000";

    private Answers() {}

    /**
     * @param base the sandbox, as the buyer reaches it
     */
    static Map<String, Object> ready(Payment payment, String base) {
        var app = base + Addresses.page(payment, Device.APP);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("tid", payment.tid());
        // In no document, and yet it comes (section 3): a shop must not stumble over it.
        answer.put("tms_result", false);
        answer.put("next_redirect_app_url", app);
        answer.put("next_redirect_mobile_url", base + Addresses.page(payment, Device.MOBILE));
        answer.put("next_redirect_pc_url", base + Addresses.page(payment, Device.PC));
        answer.put("android_app_scheme", APP_SCHEME + app);
        answer.put("ios_app_scheme", APP_SCHEME + app);
        answer.put("created_at", Payment.time(payment.createdAt()));
        return answer;
    }

    static Map<String, Object> approve(Payment payment) {
        var approval = payment.approval();
        if (approval == null) {
            throw new IllegalArgumentException("not approved: " + payment.tid());
        }
        var answer = new LinkedHashMap<String, Object>();
        answer.put("aid", approval.aid());
        answer.put("tid", payment.tid());
        answer.put("cid", payment.order().cid());
        putNames(answer, payment);
        putMethod(answer, payment);
        answer.put("amount", amount(approval.amount()));
        if (byCard(payment)) {
            answer.put("card_info", cardInfo(payment, approval));
        }
        putItem(answer, payment);
        answer.put("created_at", Payment.time(payment.createdAt()));
        answer.put("approved_at", Payment.time(approval.at()));
        putIfThere(answer, "payload", approval.payload());
        return answer;
    }

    /** The last cancellation is the one just made. */
    static Map<String, Object> cancel(Payment payment) {
        var last = payment.cancellations().getLast();
        var answer = new LinkedHashMap<String, Object>();
        answer.put("aid", last.aid());
        answer.put("tid", payment.tid());
        answer.put("cid", payment.order().cid());
        answer.put("status", payment.status());
        putNames(answer, payment);
        putMethod(answer, payment);
        answer.put("amount", amount(payment.amount()));
        answer.put("approved_cancel_amount", amount(last.amount()));
        answer.put("canceled_amount", amount(payment.cancelled()));
        answer.put("cancel_available_amount", amount(payment.rest()));
        putItem(answer, payment);
        putTimes(answer, payment);
        putIfThere(answer, "payload", last.payload());
        return answer;
    }

    static Map<String, Object> order(Payment payment) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("tid", payment.tid());
        answer.put("cid", payment.order().cid());
        answer.put("status", payment.status());
        putNames(answer, payment);
        putMethod(answer, payment);
        answer.put("amount", amount(payment.amount()));
        answer.put("canceled_amount", amount(payment.cancelled()));
        answer.put("cancel_available_amount", amount(payment.rest()));
        putItem(answer, payment);
        putTimes(answer, payment);
        if (payment.approval() != null && byCard(payment)) {
            answer.put("selected_card_info", selectedCard(payment));
        }
        answer.put("payment_action_details", actions(payment));
        return answer;
    }

    private static List<Map<String, Object>> actions(Payment payment) {
        var actions = new ArrayList<Map<String, Object>>();
        var approval = payment.approval();
        if (approval != null) {
            actions.add(
                    action(
                            "PAYMENT",
                            approval.aid(),
                            approval.amount(),
                            approval.payload(),
                            approval.at()));
        }
        for (var one : payment.cancellations()) {
            actions.add(action("CANCEL", one.aid(), one.amount(), one.payload(), one.at()));
        }
        return actions;
    }

    private static Map<String, Object> action(
            String type, String aid, Amount amount, @Nullable String payload, Instant at) {
        var action = new LinkedHashMap<String, Object>();
        action.put("aid", aid);
        action.put("approved_at", Payment.time(at));
        action.put("amount", amount.total());
        action.put("point_amount", 0);
        action.put("discount_amount", 0);
        action.put("green_deposit", amount.greenDeposit());
        action.put("payment_action_type", type);
        putIfThere(action, "payload", payload);
        return action;
    }

    private static Map<String, Object> amount(Amount amount) {
        var parts = new LinkedHashMap<String, Object>();
        parts.put("total", amount.total());
        parts.put("tax_free", amount.taxFree());
        parts.put("vat", amount.vat());
        parts.put("point", 0);
        parts.put("discount", 0);
        parts.put("green_deposit", amount.greenDeposit());
        return parts;
    }

    /** A card that no bank has issued. */
    private static Map<String, Object> cardInfo(Payment payment, Payment.Approval approval) {
        var card = new LinkedHashMap<String, Object>();
        card.put("kakaopay_purchase_corp", BANK);
        card.put("kakaopay_purchase_corp_code", BANK_CODE);
        card.put("kakaopay_issuer_corp", BANK);
        card.put("kakaopay_issuer_corp_code", BANK_CODE);
        card.put("bin", BIN);
        card.put("card_type", "신용");
        card.put("install_month", months(payment));
        card.put("approved_id", approval.aid().substring(1, 9));
        card.put("card_mid", "0000000000");
        card.put("interest_free_install", "N");
        card.put("installment_type", "CARD_INSTALLMENT");
        card.put("card_item_code", "000000");
        return card;
    }

    private static Map<String, Object> selectedCard(Payment payment) {
        var card = new LinkedHashMap<String, Object>();
        card.put("card_bin", BIN);
        card.put("install_month", payment.order().installMonth());
        card.put("card_corp_name", BANK);
        card.put("interest_free_install", "N");
        return card;
    }

    private static String months(Payment payment) {
        return String.format(Locale.ROOT, "%02d", payment.order().installMonth());
    }

    private static void putNames(Map<String, Object> answer, Payment payment) {
        answer.put("partner_order_id", payment.order().partnerOrderId());
        answer.put("partner_user_id", payment.order().partnerUserId());
    }

    /** Known once the buyer has chosen. */
    private static void putMethod(Map<String, Object> answer, Payment payment) {
        var authentication = payment.authentication();
        if (authentication != null) {
            answer.put("payment_method_type", authentication.method());
        }
    }

    private static void putItem(Map<String, Object> answer, Payment payment) {
        answer.put("item_name", payment.order().itemName());
        putIfThere(answer, "item_code", payment.order().itemCode());
        answer.put("quantity", payment.order().quantity());
    }

    private static void putTimes(Map<String, Object> answer, Payment payment) {
        answer.put("created_at", Payment.time(payment.createdAt()));
        var approval = payment.approval();
        if (approval != null) {
            answer.put("approved_at", Payment.time(approval.at()));
        }
        if (!payment.cancellations().isEmpty()) {
            answer.put("canceled_at", Payment.time(payment.cancellations().getLast().at()));
        }
    }

    private static void putIfThere(
            Map<String, Object> answer, String name, @Nullable String value) {
        if (value != null) {
            answer.put(name, value);
        }
    }

    private static boolean byCard(Payment payment) {
        var authentication = payment.authentication();
        return authentication != null && authentication.method() == Method.CARD;
    }
}
