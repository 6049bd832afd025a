package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.SandboxGateway.ControlCommand;
import java.util.List;

/** What {@link Control} understands, for the page about the control API. */
final class ControlCommands {
    private static final String TRADE = "/control/ecpay/trades/{merchantTradeNo}";

    static final List<ControlCommand> ALL =
            List.of(
                    new ControlCommand(
                            "GET",
                            "/control/ecpay/trades",
                            "The ledger, the newest first. Filters: ?merchantTradeNo=,"
                                    + " ?customField1=, ?limit= (1000)."),
                    new ControlCommand(
                            "GET",
                            TRADE,
                            "One trade with every callback, its attempts and the shop's answers."),
                    new ControlCommand(
                            "GET",
                            "/control/ecpay/ledger",
                            "What ECPay believes, the oldest first: {\"items\": […],"
                                    + " \"nextCursor\": …}. ?limit= (1000), ?cursor=, ?state=paid."),
                    new ControlCommand(
                            "POST",
                            TRADE + "/issue",
                            "The buyer takes an account, a code or barcodes, or applies for a loan."
                                    + " Optional body as below; copies go to PaymentInfoURL."),
                    new ControlCommand(
                            "POST",
                            TRADE + "/pay",
                            "The buyer pays. Optional body: {\"callbacks\": 2, \"delayMillis\":"
                                    + " 500, \"forgery\": \"none\", \"amount\": 1, \"simulated\":"
                                    + " false, \"afterDeadline\": false, \"method\": \"ATM\", \"sub\":"
                                    + " \"BOT\", \"instalments\": 3, \"unionPay\": false}. callbacks:"
                                    + " copies to send, 0 loses the callback; only the first is"
                                    + " repeated until 1|OK. delayMillis: on the gateway's clock."
                                    + " forgery: mac, unsigned, keys, amount, merchant or tradeNo sends"
                                    + " forged callbacks only and leaves the trade alone. amount:"
                                    + " another than the order's is paid. On a paid trade, callbacks"
                                    + " sends further copies."),
                    new ControlCommand(
                            "POST",
                            TRADE + "/fail",
                            "The card or the loan is refused. Body as above, and \"code\" for"
                                    + " another RtnCode, \"keepOpen\": true to tell a failure and leave"
                                    + " the trade as it is: the buyer may try again, or it was paid"
                                    + " already and the news is old."),
                    new ControlCommand(
                            "POST",
                            TRADE + "/cancel",
                            "The buyer walks away: nothing happens, and nobody is told."),
                    new ControlCommand(
                            "POST",
                            TRADE + "/simulate",
                            "“Simulate payment” of the vendor console: SimulatePaid=1, the trade"
                                    + " stays as it is. Body as above."),
                    new ControlCommand(
                            "POST",
                            "/control/ecpay/closing",
                            "Moves the clock of every gateway to the end of the next daily closing,"
                                    + " 20:30 in Taiwan: authorised becomes to-be-captured,"
                                    + " to-be-captured becomes captured. Answers as /control/clock."),
                    new ControlCommand(
                            "PUT",
                            "/control/ecpay/balance",
                            "{\"merchantId\": \"3002607\", \"balance\": 100}: what the merchant's"
                                    + " account holds for refunds of captured money; null: without"
                                    + " limit, as in the beginning."),
                    new ControlCommand(
                            "PUT",
                            "/control/ecpay/throttle",
                            "{\"calls\": 60, \"seconds\": 60, \"blockedSeconds\": 1800,"
                                    + " \"mediaSeconds\": 60}: more calls than that, creating orders"
                                    + " excepted, are answered 403 for so long; one reconciliation file"
                                    + " in mediaSeconds. 0 is without limit, as in the beginning. GET"
                                    + " shows it."),
                    new ControlCommand(
                            "GET",
                            "/control/ecpay/callbacks",
                            "Every attempt to deliver a callback, the oldest first. Filters:"
                                    + " ?merchantTradeNo=, ?limit= (100000, the newest)."),
                    new ControlCommand(
                            "GET",
                            "/control/ecpay/schedule",
                            "When a callback is repeated that was not answered by 1|OK."),
                    new ControlCommand(
                            "PUT",
                            "/control/ecpay/schedule",
                            "{\"retry\": \"2s,2s,5s,5s\"} or {\"retry\": \"none\"}. Also holds for"
                                    + " callbacks that wait for a repeat."));

    private ControlCommands() {}
}
