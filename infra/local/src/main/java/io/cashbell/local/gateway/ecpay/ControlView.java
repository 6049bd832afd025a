package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.ecpay.Callback.Forgery;
import io.cashbell.local.gateway.ecpay.Callback.Kind;
import io.cashbell.local.gateway.ecpay.Trade.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ledger as the control API shows it. */
final class ControlView {
    private final Ledger ledger;
    private final CallbackFields fields;

    ControlView(Ledger ledger, CallbackFields fields) {
        this.ledger = ledger;
        this.fields = fields;
    }

    record TradeView(
            String merchantId,
            String merchantTradeNo,
            String tradeNo,
            long amount,
            String status,
            String itemName,
            String customField1,
            String customField2,
            String customField3,
            String customField4,
            String createdAt,
            @Nullable String settledAt,
            CallbacksView callbacks,
            @Nullable BrowserPost orderResult) {}

    /**
     * @param delivered acknowledged by the shop
     * @param pending not sent yet or waiting for a repeat
     * @param answers of every attempt, the oldest first
     */
    record CallbacksView(int attempts, int delivered, int pending, List<String> answers) {}

    /**
     * What the buyer's browser posts to the shop, for those who drive the sandbox without a
     * browser.
     */
    record BrowserPost(String url, Map<String, String> fields) {}

    TradeView trade(Trade trade) {
        var order = trade.order();
        var settledAt = trade.settledAt();
        return new TradeView(
                trade.key().merchantId(),
                trade.key().merchantTradeNo(),
                trade.tradeNo(),
                order.amount(),
                trade.status().spelled(),
                order.text("ItemName"),
                order.text("CustomField1"),
                order.text("CustomField2"),
                order.text("CustomField3"),
                order.text("CustomField4"),
                trade.createdAt().toString(),
                settledAt == null ? null : settledAt.toString(),
                callbacks(ledger.callbacksOf(trade.key())),
                browserPost(trade));
    }

    Stream<Map<String, Object>> attempts(Callback callback) {
        var message = callback.message();
        return callback.attempts().stream()
                .map(
                        attempt -> {
                            var view = new LinkedHashMap<String, Object>();
                            view.put("callbackId", message.id());
                            view.put("merchantTradeNo", message.trade().merchantTradeNo());
                            view.put("kind", Callback.spelled(message.kind()));
                            view.put(
                                    "forged",
                                    message.forgery() == Forgery.TRADENO
                                            ? "tradeNo"
                                            : Callback.spelled(message.forgery()));
                            view.put("at", attempt.at().toString());
                            view.put("millis", attempt.answer().millis());
                            view.put("status", attempt.answer().status());
                            view.put("answer", shown(attempt));
                            view.put("acknowledged", attempt.acknowledged());
                            var next = attempt.next();
                            view.put("repeatedAt", next == null ? "" : next.toString());
                            return view;
                        });
    }

    private static CallbacksView callbacks(List<Callback> callbacks) {
        var attempts =
                callbacks.stream().flatMap(callback -> callback.attempts().stream()).toList();
        return new CallbacksView(
                attempts.size(),
                (int) callbacks.stream().filter(Callback::acknowledged).count(),
                (int) callbacks.stream().filter(callback -> callback.due() != null).count(),
                attempts.stream().map(ControlView::shown).toList());
    }

    private @Nullable BrowserPost browserPost(Trade trade) {
        var at = trade.settledAt();
        var url = trade.order().orderResultUrl();
        if (at == null || url.isEmpty()) {
            return null;
        }
        var kind = trade.status() == Status.PAID ? Kind.PAID : Kind.FAILED;
        return new BrowserPost(url.get(), fields.of(trade, kind, at, Forgery.NONE, false));
    }

    static String shown(Callback.Attempt attempt) {
        var error = attempt.answer().error();
        if (error != null) {
            return error;
        }
        var body = attempt.answer().body();
        return body.length() <= 200 ? body : body.substring(0, 200) + "…";
    }
}
