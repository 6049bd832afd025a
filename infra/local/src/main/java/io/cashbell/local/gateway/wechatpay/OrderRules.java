package io.cashbell.local.gateway.wechatpay;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.gateway.SandboxClock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Whether WeChat would take an order (section 2), and until when it can be paid. */
final class OrderRules {
    static final Shape OUT_TRADE_NO =
            Shape.text(
                    Pattern.compile("[0-9A-Za-z_\\-|*]{6,32}"),
                    "6 to 32 digits, letters or any of _ - | *");
    static final Shape CURRENCY = Shape.oneOf("CNY");

    private static final Shape STORE =
            Shape.object()
                    .required("id", Shape.text(1, 32))
                    .optional("name", Shape.text(1, 256))
                    .optional("area_code", Shape.text(1, 32))
                    .optional("address", Shape.text(1, 512));

    private static final Shape GOODS =
            Shape.object()
                    .required("merchant_goods_id", Shape.text(1, 32))
                    .optional("wechatpay_goods_id", Shape.text(1, 32))
                    .optional("goods_name", Shape.text(1, 256))
                    .required("quantity", Shape.whole(1))
                    .required("unit_price", Shape.whole(0));

    private static final Shape NATIVE = common();

    private static final Shape JSAPI =
            common().optional("payer", Shape.object().optional("openid", Shape.text(1, 128)));

    private static final Duration USUAL_LIFE = Duration.ofDays(7);
    private static final Duration SHORTEST_LIFE = Duration.ofMinutes(1);

    private OrderRules() {}

    /**
     * The order, when nothing speaks against it; whether its number was used before is for the
     * ledger to say.
     */
    static Order check(TradeType type, JsonNode body, Merchant merchant, SandboxClock clock) {
        (type == TradeType.JSAPI ? JSAPI : NATIVE).check("", body);
        var order = new Order(type, body);
        if (type == TradeType.JSAPI && order.text("/payer/openid").isEmpty()) {
            throw Refusal.openidMissing();
        }
        checkMerchant(order.text("/mchid"), merchant);
        if (!order.text("/appid").equals(merchant.appid())) {
            throw Refusal.appidMismatch(order.text("/appid"));
        }
        NotifyUrl.check("/notify_url", order.text("/notify_url"));
        expiry(order, clock);
        return order;
    }

    static void checkMerchant(String mchid, Merchant merchant) {
        if (!mchid.equals(merchant.mchid())) {
            throw Refusal.merchantUnknown(mchid);
        }
    }

    /** Until when it can be paid; less than a minute is raised to that. */
    static Instant expiry(Order order, SandboxClock clock) {
        var now = clock.instant();
        var text = order.text("/time_expire");
        if (text.isEmpty()) {
            return now.plus(USUAL_LIFE);
        }
        try {
            var at = clock.ofShop(OffsetDateTime.parse(text).toInstant());
            if (!at.isAfter(now)) {
                throw Refusal.parameter("body", "/time_expire", "has passed");
            }
            if (at.isAfter(now.plus(longestLife(order.type())))) {
                throw Refusal.parameter(
                        "body",
                        "/time_expire",
                        "is more than " + longestLife(order.type()).toDays() + " days ahead");
            }
            var least = now.plus(SHORTEST_LIFE);
            return at.isBefore(least) ? least : at;
        } catch (DateTimeException e) {
            throw Refusal.parameter(
                    "body", "/time_expire", "is not like 2015-05-20T13:29:35+08:00");
        }
    }

    /** The two pages of WeChat's documents differ. */
    private static Duration longestLife(TradeType type) {
        return Duration.ofDays(type == TradeType.JSAPI ? 90 : 15);
    }

    private static Shape.ObjectShape common() {
        return Shape.object()
                .required("appid", Shape.text(1, 32))
                .required("mchid", Shape.text(1, 32))
                .required("description", Shape.text(1, 127))
                .required("out_trade_no", OUT_TRADE_NO)
                .required("notify_url", Shape.text(1, 255))
                .required(
                        "amount",
                        Shape.object()
                                .required("total", Shape.whole(1))
                                .optional("currency", CURRENCY))
                .optional("time_expire", Shape.text(1, 64))
                .optional("attach", Shape.text(0, 128))
                .optional("goods_tag", Shape.text(1, 32))
                .optional(
                        "limit_pay",
                        Shape.listOf(
                                Shape.oneOf("no_balance", "no_credit", "no_debit", "balance_only")))
                .optional("support_fapiao", Shape.truth())
                .optional(
                        "detail",
                        Shape.object()
                                .optional("cost_price", Shape.whole(0))
                                .optional("invoice_id", Shape.text(1, 32))
                                .optional("goods_detail", Shape.listOf(GOODS)))
                .optional(
                        "scene_info",
                        Shape.object()
                                .required("payer_client_ip", Shape.text(1, 45))
                                .optional("device_id", Shape.text(1, 32))
                                .optional("store_info", STORE))
                .optional("settle_info", Shape.object().optional("profit_sharing", Shape.truth()));
    }
}
