package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.Json;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * CreditDetail/QueryTrade/V2 (section 7): the one answer in JSON. Its shape is known at second hand
 * only; which lines of {@code close_data} a refund makes is a guess.
 */
final class CardQuery {
    private final Ledger ledger;
    private final Callers callers;
    private final Closing closing;
    private final String checkCode;
    private final Clock clock;

    /**
     * @param environment {@code ECPAY_SANDBOX_CREDIT_CHECK_CODE}, as the vendor console shows it;
     *     without it any code is right
     */
    CardQuery(
            Ledger ledger,
            Callers callers,
            Closing closing,
            Map<String, String> environment,
            Clock clock) {
        this.ledger = ledger;
        this.callers = callers;
        this.closing = closing;
        this.checkCode = environment.getOrDefault("ECPAY_SANDBOX_CREDIT_CHECK_CODE", "").strip();
        this.clock = clock;
    }

    Reply answer(Request request) {
        var fields = request.form().values();
        try {
            callers.check(fields);
        } catch (RefusedException refused) {
            return refusal(
                    refused.refusal().code().equals(Refusal.WRONG_CHECKSUM)
                            ? "error"
                            : "error_Stop");
        }
        if (!checkCode.isEmpty() && !checkCode.equals(fields.get("CreditCheckCode"))) {
            return refusal("error");
        }
        var merchantId = fields.getOrDefault("MerchantID", "");
        var found =
                ledger.findByAuthorisation(fields.getOrDefault("CreditRefundId", ""))
                        .filter(trade -> trade.key().merchantId().equals(merchantId));
        var now = clock.instant();
        var state = found.flatMap(trade -> CardState.of(trade, closing, now));
        return state.isEmpty()
                        || !String.valueOf(state.get().amount()).equals(fields.get("CreditAmount"))
                ? refusal("error_nopay")
                : Json.reply(described(found.orElseThrow(), state.get()));
    }

    private static Map<String, Object> described(Trade trade, CardState state) {
        var value = new LinkedHashMap<String, Object>();
        var payment = trade.payment();
        value.put("TradeID", trade.gwsr());
        value.put("amount", state.amount());
        value.put("clsamt", state.captured());
        value.put("authtime", payment == null ? "" : Trade.date(payment.at()));
        value.put("status", state.stage().shown());
        value.put("close_data", lines(trade, state));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("RtnMsg", "");
        answer.put("RtnValue", value);
        return answer;
    }

    /** The capture, then each refund as a negative amount. */
    private static List<Map<String, Object>> lines(Trade trade, CardState state) {
        var lines = new ArrayList<Map<String, Object>>();
        if (state.stage() != CardState.Stage.TO_BE_CAPTURED
                && state.stage() != CardState.Stage.CAPTURED) {
            return lines;
        }
        lines.add(line(state, 1, state.amount(), Trade.date(state.since())));
        for (var refund : CardState.refunds(trade)) {
            lines.add(line(state, lines.size() + 1, -refund.amount(), Trade.date(refund.at())));
        }
        return lines;
    }

    private static Map<String, Object> line(CardState state, int number, long amount, String date) {
        var line = new LinkedHashMap<String, Object>();
        line.put("status", state.stage().shown());
        line.put("sno", number);
        line.put("amount", amount);
        line.put("datetime", date);
        return line;
    }

    private static Reply refusal(String message) {
        return Json.reply(Map.of("RtnMsg", message, "RtnValue", ""));
    }
}
