package io.cashbell.local.gateway.ecpay;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cashbell.local.gateway.ecpay.Trade.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ledger as the control API shows it. */
final class ControlView {
    private final Ledger ledger;
    private final CallbackFields fields;
    private final Closing closing;
    private final Clock clock;

    ControlView(Ledger ledger, CallbackFields fields, Closing closing, Clock clock) {
        this.ledger = ledger;
        this.fields = fields;
        this.closing = closing;
        this.clock = clock;
    }

    record TradeView(
            String merchantId,
            String merchantTradeNo,
            String tradeNo,
            long amount,
            String status,
            String method,
            String paymentType,
            String itemName,
            String customField1,
            String customField2,
            String customField3,
            String customField4,
            String createdAt,
            @Nullable String settledAt,
            Map<String, String> issued,
            @Nullable String deadline,
            @Nullable CardView card,
            CallbacksView callbacks,
            @Nullable BrowserPost orderResult,
            @Nullable BrowserPost clientRedirect,
            @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable List<Map<String, Object>> messages) {}

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

    /**
     * As the ledger of every gateway is spelled.
     *
     * @param number ECPay's, the TradeNo
     * @param reference the shop's, the MerchantTradeNo
     */
    record LedgerLine(
            String number,
            String reference,
            String merchantId,
            String customField1,
            long amount,
            String currency,
            String state,
            String method,
            String createdAt,
            @Nullable String paidAt,
            @Nullable String card,
            long refunded,
            List<Refund> refunds) {}

    record Refund(long amount, String at) {}

    /**
     * @param gwsr the key of QueryTrade/V2
     * @param stage authorised, to-be-captured, captured or abandoned
     */
    record CardView(long gwsr, String stage, long captured, long refunded, List<Refund> refunds) {}

    TradeView trade(Trade trade) {
        return trade(trade, null);
    }

    /** With every callback, its attempts and the answers. */
    TradeView tradeWithMessages(Trade trade) {
        return trade(trade, ledger.callbacksOf(trade.key()).stream().map(this::message).toList());
    }

    LedgerLine line(Trade trade) {
        var payment = trade.payment();
        var choice = trade.choice();
        var card = card(trade);
        return new LedgerLine(
                trade.tradeNo(),
                trade.key().merchantTradeNo(),
                trade.key().merchantId(),
                trade.order().text("CustomField1"),
                payment == null ? trade.order().amount() : payment.amount(),
                "TWD",
                status(trade, clock.instant()),
                choice == null ? trade.order().text("ChoosePayment") : choice.method().spelled(),
                trade.createdAt().toString(),
                payment == null ? null : payment.at().toString(),
                card == null ? null : card.stage(),
                card == null ? 0 : card.refunded(),
                card == null ? List.of() : card.refunds());
    }

    private @Nullable CardView card(Trade trade) {
        return CardState.of(trade, closing, clock.instant())
                .map(
                        state ->
                                new CardView(
                                        trade.gwsr(),
                                        state.stage().spelled(),
                                        state.captured(),
                                        state.refunded(),
                                        CardState.refunds(trade).stream()
                                                .map(
                                                        refund ->
                                                                new Refund(
                                                                        refund.amount(),
                                                                        refund.at().toString()))
                                                .toList()))
                .orElse(null);
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
                            view.put("forged", message.forgery().spelled());
                            view.putAll(attempt(attempt));
                            return view;
                        });
    }

    /** The state of a trade, and that its number has expired. */
    static String status(Trade trade, Instant now) {
        return trade.isExpired(now) ? "expired" : trade.status().spelled();
    }

    static String shown(Callback.Attempt attempt) {
        var error = attempt.answer().error();
        if (error != null) {
            return error;
        }
        var body = attempt.answer().body();
        return body.length() <= 200 ? body : body.substring(0, 200) + "…";
    }

    private TradeView trade(Trade trade, @Nullable List<Map<String, Object>> messages) {
        var order = trade.order();
        var settlement = trade.settlement();
        var choice = trade.choice();
        var issued = trade.numbers();
        var deadline = issued == null ? null : issued.deadline();
        return new TradeView(
                trade.key().merchantId(),
                trade.key().merchantTradeNo(),
                trade.tradeNo(),
                settlement == null ? order.amount() : settlement.amount(),
                status(trade, clock.instant()),
                choice == null ? order.text("ChoosePayment") : choice.method().spelled(),
                choice == null ? "" : choice.paymentType(),
                order.text("ItemName"),
                order.text("CustomField1"),
                order.text("CustomField2"),
                order.text("CustomField3"),
                order.text("CustomField4"),
                trade.createdAt().toString(),
                settlement == null ? null : settlement.at().toString(),
                issued == null ? Map.of() : issued.numbers(),
                deadline == null ? null : deadline.toString(),
                card(trade),
                callbacks(ledger.callbacksOf(trade.key())),
                orderResult(trade),
                clientRedirect(trade),
                messages);
    }

    private Map<String, Object> message(Callback callback) {
        var message = callback.message();
        var view = new LinkedHashMap<String, Object>();
        view.put("id", message.id());
        view.put("kind", Callback.spelled(message.kind()));
        view.put("forged", message.forgery().spelled());
        view.put("code", message.news().code());
        view.put("amount", message.news().amount());
        view.put("due", message.due().toString());
        var next = callback.due();
        view.put("next", next == null ? "" : next.toString());
        var attempts = new ArrayList<Map<String, Object>>();
        callback.attempts().forEach(attempt -> attempts.add(attempt(attempt)));
        view.put("attempts", attempts);
        return view;
    }

    private static Map<String, Object> attempt(Callback.Attempt attempt) {
        var view = new LinkedHashMap<String, Object>();
        view.put("at", attempt.at().toString());
        view.put("millis", attempt.answer().millis());
        view.put("status", attempt.answer().status());
        view.put("answer", shown(attempt));
        view.put("acknowledged", attempt.acknowledged());
        var next = attempt.next();
        view.put("repeatedAt", next == null ? "" : next.toString());
        return view;
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

    private @Nullable BrowserPost orderResult(Trade trade) {
        var settlement = trade.settlement();
        var url =
                settlement == null
                        ? null
                        : TradePages.resultUrl(trade.order(), settlement.choice());
        return settlement == null || url == null || !fields.areKnownFor(trade)
                ? null
                : new BrowserPost(url, fields.of(trade, TradeDesk.news(settlement)));
    }

    private @Nullable BrowserPost clientRedirect(Trade trade) {
        var issue = trade.issue();
        var url = trade.order().clientRedirectUrl();
        return issue == null
                        || url.isEmpty()
                        || trade.status() != Status.ISSUED
                        || !fields.areKnownFor(trade)
                ? null
                : new BrowserPost(
                        url.get(),
                        fields.of(trade, TradeDesk.issuedNews(trade, issue.choice(), issue.at())));
    }
}
