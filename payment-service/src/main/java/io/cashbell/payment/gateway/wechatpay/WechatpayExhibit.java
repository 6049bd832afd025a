package io.cashbell.payment.gateway.wechatpay;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.payment.gateway.Exhibit;
import io.cashbell.payment.gateway.GatewayRequest;
import io.cashbell.payment.gateway.wechatpay.WechatpaySealedMessages.Notice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What may be kept of a notice: its headers, its envelope, and what was sealed in it as far as it
 * can be opened. Who paid, and by which bank account, is masked.
 */
final class WechatpayExhibit {

    private static final String CONTENT = "content.";

    private static final Set<String> HARMLESS =
            Set.of(
                    "wechatpay-serial",
                    "wechatpay-timestamp",
                    "wechatpay-nonce",
                    "wechatpay-signature-type",
                    "id",
                    "create_time",
                    "resource_type",
                    "event_type",
                    "summary",
                    "resource.algorithm",
                    "resource.original_type",
                    "resource.associated_data",
                    "resource.nonce",
                    CONTENT + "appid",
                    CONTENT + "mchid",
                    CONTENT + "out_trade_no",
                    CONTENT + "transaction_id",
                    CONTENT + "attach",
                    CONTENT + "trade_type",
                    CONTENT + "trade_state",
                    CONTENT + "trade_state_desc",
                    CONTENT + "success_time",
                    CONTENT + "out_refund_no",
                    CONTENT + "refund_id",
                    CONTENT + "refund_status",
                    CONTENT + "amount.total",
                    CONTENT + "amount.payer_total",
                    CONTENT + "amount.refund",
                    CONTENT + "amount.payer_refund",
                    CONTENT + "amount.currency",
                    CONTENT + "amount.payer_currency");

    private WechatpayExhibit() {}

    static Exhibit of(GatewayRequest request, int mostBytes, WechatpayAuth auth) {
        if (request.body().length > mostBytes) {
            return Exhibit.unread(request.body());
        }
        return WechatpayMessages.read(request.body())
                .map(body -> of(request, body, auth))
                .orElseGet(() -> Exhibit.unread(request.body()));
    }

    private static Exhibit of(GatewayRequest request, JsonNode body, WechatpayAuth auth) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String name :
                List.of(
                        WechatpayTrust.SERIAL,
                        WechatpayTrust.TIMESTAMP,
                        WechatpayTrust.NONCE,
                        WechatpayTrust.SIGNATURE_TYPE,
                        WechatpayTrust.SIGNATURE)) {
            request.header(name).ifPresent(value -> parts.put(name, value));
        }
        put(parts, "", body);
        Optional<Notice> notice = Notice.of(body);
        Optional<String> opened = notice.flatMap(known -> auth.open(known.resource()));
        opened.flatMap(WechatpayMessages::read).ifPresent(content -> put(parts, CONTENT, content));
        // A repeat is signed, and may be sealed, anew; its id and what it says stay the same.
        String said =
                notice.isPresent() && opened.isPresent()
                        ? notice.get().id() + "\n" + notice.get().eventType() + "\n" + opened.get()
                        : body.toString();
        return Exhibit.ofFields(
                parts, HARMLESS, WechatpayTrust.SIGNATURE.toLowerCase(Locale.ROOT), said);
    }

    /** Each field, and those of its objects; nothing that we read lies deeper. */
    private static void put(Map<String, String> parts, String prefix, JsonNode object) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getValue().isObject()) {
                for (Map.Entry<String, JsonNode> inner : field.getValue().properties()) {
                    parts.put(
                            prefix + field.getKey() + "." + inner.getKey(), text(inner.getValue()));
                }
            } else {
                parts.put(prefix + field.getKey(), text(field.getValue()));
            }
        }
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
