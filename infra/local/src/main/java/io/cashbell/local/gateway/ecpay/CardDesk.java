package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.ecpay.CardAction.Kind;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * CreditDetail/DoAction (section 7): captures, gives back, gives up. ECPay's stage has no real
 * authorisations and so does not offer it; a sandbox may.
 *
 * <p>There is no key against repeats: whoever asks twice refunds twice, as at ECPay.
 */
final class CardDesk {
    private static final Logger log = LoggerFactory.getLogger(CardDesk.class);

    private static final Pattern DOLLARS = Pattern.compile("[1-9]\\d{0,8}");

    private final Ledger ledger;
    private final Callers callers;
    private final Balances balances;
    private final Closing closing;
    private final Clock clock;

    CardDesk(Ledger ledger, Callers callers, Balances balances, Closing closing, Clock clock) {
        this.ledger = ledger;
        this.callers = callers;
        this.balances = balances;
        this.closing = closing;
        this.clock = clock;
    }

    Reply act(Request request) {
        var fields = request.form().values();
        Optional<String> objection;
        try {
            callers.check(fields);
            objection = act(fields);
        } catch (RefusedException refused) {
            return answer(
                    fields,
                    refused.refusal().code(),
                    refused.refusal().message() + " " + refused.refusal().detail());
        }
        objection.ifPresent(
                text ->
                        log.atInfo()
                                .addKeyValue("merchantTradeNo", fields.get("MerchantTradeNo"))
                                .addKeyValue("objection", text)
                                .log("Card action refused"));
        return objection
                .map(text -> answer(fields, "0", "更新失敗.(" + text + ")"))
                .orElseGet(() -> answer(fields, "1", "更新成功"));
    }

    private Optional<String> act(Map<String, String> fields) {
        var kind = Kind.of(fields.getOrDefault("Action", ""));
        if (kind.isEmpty()) {
            return Optional.of("error_Action");
        }
        var amount = fields.getOrDefault("TotalAmount", "");
        if (!DOLLARS.matcher(amount).matches()) {
            return Optional.of("error_amount_" + kind.get().letter());
        }
        var key =
                new Order.Key(
                        fields.getOrDefault("MerchantID", ""),
                        fields.getOrDefault("MerchantTradeNo", ""));
        var tradeNo = fields.getOrDefault("TradeNo", "");
        return ledger.act(
                key,
                new CardAction(kind.get(), Long.parseLong(amount), clock.instant()),
                (trade, action) ->
                        trade.tradeNo().equals(tradeNo)
                                ? objection(trade, action)
                                : Optional.of("error_nopay"));
    }

    private Optional<String> objection(Trade trade, CardAction action) {
        var state = CardState.of(trade, closing, action.at());
        if (state.isEmpty()) {
            return Optional.of("error_nopay");
        }
        var objection =
                state.get().objection(action.kind(), action.amount(), trade, closing, action.at());
        boolean fromAccount =
                action.kind() == Kind.REFUND && state.get().stage() == CardState.Stage.CAPTURED;
        if (objection.isEmpty()
                && fromAccount
                && !balances.take(trade.key().merchantId(), action.amount())) {
            return Optional.of("error_balance");
        }
        return objection;
    }

    private static Reply answer(Map<String, String> fields, String code, String message) {
        var answer = new LinkedHashMap<String, String>();
        for (var name : new String[] {"MerchantID", "MerchantTradeNo", "TradeNo"}) {
            answer.put(name, fields.getOrDefault(name, ""));
        }
        answer.put("RtnCode", code);
        answer.put("RtnMsg", message);
        return Reply.text(200, Callers.unencoded(answer));
    }
}
