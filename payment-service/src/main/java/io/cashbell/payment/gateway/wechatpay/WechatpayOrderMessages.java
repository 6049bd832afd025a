package io.cashbell.payment.gateway.wechatpay;

import static io.cashbell.payment.gateway.wechatpay.WechatpayMessages.JSON;
import static io.cashbell.payment.gateway.wechatpay.WechatpayMessages.YUAN;
import static io.cashbell.payment.gateway.wechatpay.WechatpayMessages.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an order is placed, paid by its buyer, and closed. */
final class WechatpayOrderMessages {

    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

    private WechatpayOrderMessages() {}

    /**
     * An order that a buyer is to pay.
     *
     * @param timeExpire from then on it is closed
     * @param attach brought back by queries and notices
     * @param total fen
     * @param openid who pays, by JSAPI; null for a code that anybody may scan
     */
    record PlaceOrder(
            String appid,
            String mchid,
            String description,
            String outTradeNo,
            Instant timeExpire,
            String attach,
            URI notifyUrl,
            long total,
            @Nullable String openid) {

        String json() {
            ObjectNode order = JSON.createObjectNode();
            order.put("appid", appid)
                    .put("mchid", mchid)
                    .put("description", description)
                    .put("out_trade_no", outTradeNo)
                    .put("time_expire", TIME.format(timeExpire.atZone(BEIJING)))
                    .put("attach", attach)
                    .put("notify_url", notifyUrl.toString());
            order.putObject("amount").put("total", total).put("currency", YUAN.getCurrencyCode());
            if (openid != null) {
                order.putObject("payer").put("openid", openid);
            }
            return order.toString();
        }

        /** Without who pays. */
        @Override
        public String toString() {
            return "PlaceOrder[outTradeNo=" + outTradeNo + "]";
        }
    }

    /** Closes an order that nobody paid. */
    record CloseOrder(String mchid) {
        String json() {
            return JSON.createObjectNode().put("mchid", mchid).toString();
        }
    }

    /** The order is closed; there is nothing else to say. */
    record Closed() {}

    /** A text that a phone reads: {@code weixin://…}. */
    record Code(String codeUrl) {
        static Optional<Code> of(JsonNode answer) {
            return text(answer, "code_url").map(Code::new);
        }
    }

    /** What a mini program calls the payment window up with. */
    record Prepaid(String prepayId) {
        static Optional<Prepaid> of(JsonNode answer) {
            return text(answer, "prepay_id")
                    .filter(id -> id.matches("[A-Za-z0-9_-]{1,64}"))
                    .map(Prepaid::new);
        }
    }
}
