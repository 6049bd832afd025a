package io.cashbell.order.admin.console;

import io.cashbell.order.fakes.FakePaymentApi;

/** What the payment service answers, as it writes it. */
final class PaymentAnswers {
    private PaymentAnswers() {}

    static void all(FakePaymentApi api, String order, String callback, String refund) {
        api.answers(
                "GET disputes",
                200,
                """
                {"items": [{"orderId": "%s", "method": "ecpay-credit", "status": "confirmed",
                  "amount": {"amount": "1200", "currency": "TWD"}, "dispute": %s}],
                 "nextCursor": "0001772330584005#next"}"""
                        .formatted(order, dispute("null")));
        api.answers(
                "GET refunds",
                200,
                """
                {"items": [{"orderId": "%s", "method": "ecpay-atm", "refund": %s}],
                 "nextCursor": null}"""
                        .formatted(order, refund(refund)));
        api.answers(
                "GET callbacks",
                200,
                "{\"items\": [%s], \"nextCursor\": null}".formatted(callback(callback, order)));
        api.answers("GET callbacks/" + callback, 200, callback(callback, order));
        api.answers("GET reconciliations", 200, "{\"items\": [" + day() + "]}");
        api.answers("GET reconciliations/2026-03-01", 200, day());
        api.answers(
                "GET reconciliations/2026-03-01/ecpay/differences",
                200,
                """
                {"items": [{"heap": "paid-there", "what": "not-here", "words":
                  "The gateway has this money, our books of the day have not.",
                  "attempt": "03010210ABCDEFGHJKMN",
                  "there": {"amount": "600", "currency": "TWD"}}]}""");
        api.answers("GET payments/" + order, 200, payment(order, refund));
        api.answers(
                "GET payments/" + order + "/refunds/plan",
                200,
                """
                {"amount": {"amount": "1200", "currency": "TWD"},
                 "words": "Can be done now: void.", "code": "can-be-done", "action": "void"}""");
    }

    private static String payment(String order, String refund) {
        return """
        {"paymentId": "p-1", "orderId": "%s", "method": "ecpay-credit", "status": "confirmed",
         "amount": {"amount": "1200", "currency": "TWD"}, "expiresAt": "2026-03-01T03:00:00Z",
         "confirmation": {"attempt": "03010210ABCDEFGHJKMN", "gatewayTradeNo": "2603010210001",
           "paidAt": "2026-03-01T02:10:00Z"},
         "attempts": [
           {"number": "03010209ABCDEFGHJKMN", "method": "ecpay-credit", "merchant": "3002607",
            "startedAt": "2026-03-01T02:09:00Z",
            "declined": {"reason": "declined", "gatewayCode": "10100058"}},
           {"number": "03010210ABCDEFGHJKMN", "method": "ecpay-credit", "merchant": "3002607",
            "startedAt": "2026-03-01T02:10:00Z", "declined": null}],
         "disputes": [%s], "refunds": [%s], "simulatedAt": null, "nextLook": null}"""
                .formatted(
                        order,
                        dispute(
                                """
                                {"at": "2026-03-01T04:00:00Z", "by": "somebody@shop",
                                 "note": "paid again"}"""),
                        refund(refund));
    }

    private static String dispute(String closed) {
        return """
        {"id": "amount-mismatch/2603010210002", "reason": "amount-mismatch",
         "attempt": "03010210ABCDEFGHJKMN", "amount": {"amount": "1", "currency": "TWD"},
         "gatewayTradeNo": "2603010210002", "closed": %s}"""
                .formatted(closed);
    }

    private static String refund(String id) {
        return """
        {"refundId": "%s", "amount": {"amount": "900", "currency": "TWD"}, "reason": "broken",
         "status": "manual", "requestedAt": "2026-03-02T02:10:00Z", "unapplied": false,
         "code": "no-refund-by-gateway",
         "words": "The gateway cannot give money back for this method: transfer it to the buyer by hand, then mark it done."}"""
                .formatted(id);
    }

    private static String callback(String id, String order) {
        return """
        {"id": "%s", "receivedAt": "2026-03-01T02:10:01Z", "gateway": "ecpay", "orderId": "%s",
         "outcome": "bad-signature", "acknowledged": false,
         "change": "the payment became confirmed",
         "checks": [
           {"name": "signature", "verdict": "holds", "words": "it was made with our keys"},
           {"name": "amount", "verdict": "not-checked", "words": "nothing in it is believed"}],
         "received": {"TradeAmt": "1200", "card4no": "(4 characters, masked)",
           "CustomField1": "<script>alert(1)</script>"},
         "cut": false, "replayable": true, "copies": 2,
         "signature": {"steps": [{"name": "sorted", "text": "A=1&B=2"}],
           "mistake": "the fields were not sorted", "advice": "Sort them by name.",
           "firstDifference": {"offset": 3, "sent": "B", "right": "A"}},
         "replayed": {"at": "2026-03-01T05:00:00Z", "by": "somebody@shop",
           "outcome": "repeated"}}"""
                .formatted(id, order);
    }

    private static String day() {
        return """
        {"date": "2026-03-01", "gateways": [{"gateway": "ecpay", "state": "closed", "askedBy": "somebody@shop",
          "at": "2026-03-02T02:00:00Z", "differences": 1, "repaired": 0, "totals": [
            {"heap": "equal", "method": "ecpay-credit",
             "here": {"count": 2, "amount": {"amount": "2400", "currency": "TWD"}},
             "there": {"count": 2, "amount": {"amount": "2400", "currency": "TWD"}}}]}]}""";
    }
}
