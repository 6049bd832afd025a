package io.cashbell.endtoend.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The sandbox's own view of its payments, and its buttons for those who have no hands. */
public final class SandboxControl {
    private final URI address;

    public SandboxControl(URI address) {
        this.address = address;
    }

    public URI address() {
        return address;
    }

    /** The buyer pays. */
    public JsonNode pay(String tradeNumber) {
        return act(tradeNumber, "pay", Json.object());
    }

    /** The buyer takes an account, a code or barcodes, to pay later. */
    public JsonNode issue(String tradeNumber) {
        return act(tradeNumber, "issue", Json.object());
    }

    /** The buyer pays, and the shop is not told. */
    public void payUntold(String tradeNumber) {
        act(tradeNumber, "pay", Json.object().put("callbacks", 0));
    }

    /** The buyer agrees on KakaoPay's page for that order; where the browser is sent then. */
    public URI agreeAtKakaoPay(String orderId) {
        return ledBackFromKakaoPay(orderId, Json.object());
    }

    /** Where a browser would be sent with a token that KakaoPay never gave. */
    public URI forgeAtKakaoPay(String orderId) {
        return ledBackFromKakaoPay(orderId, Json.object().put("forgery", "pg-token"));
    }

    private URI ledBackFromKakaoPay(String orderId, ObjectNode body) {
        var number = kakaoPayTrade(orderId).path("number").asText();
        var path = "/control/kakaopay/trades/" + number + "/pay";
        var answer = Http.postJson(address.resolve(path), body, Map.of()).expect(200);
        return URI.create(answer.json().path("returnUrl").asText());
    }

    /** The newest payment of that order in KakaoPay's ledger. */
    public JsonNode kakaoPayTrade(String orderId) {
        return items("/control/kakaopay/trades?limit=1000").stream()
                .filter(trade -> trade.toString().contains(orderId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no trade for " + orderId));
    }

    /** The buyer has scanned the code of that order and pays. */
    public void payAtWechatPay(String orderId) {
        actAtWechatPay(wechatPayNumber(orderId), Json.object());
    }

    /** The shop's number, {@code out_trade_no}, of that order's newest payment at WeChat Pay. */
    public String wechatPayNumber(String orderId) {
        return items("/control/wechatpay/trades?limit=1000").stream()
                .filter(trade -> trade.path("attach").asText().contains(orderId))
                .map(trade -> trade.path("reference").asText())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no trade for " + orderId));
    }

    /**
     * The buyer pays, or the shop is told once more, or lied to.
     *
     * @param options as the control API's {@code pay} has them
     */
    public void actAtWechatPay(String number, ObjectNode options) {
        var path = "/control/wechatpay/trades/" + number + "/pay";
        Http.postJson(address.resolve(path), options, Map.of()).expect(200);
    }

    /** One payment as WeChat Pay has it, with every notice and the shop's answers. */
    public JsonNode wechatPayTrade(String number) {
        return Http.get(address.resolve("/control/wechatpay/trades/" + number)).expect(200).json();
    }

    /**
     * The mini program opens WeChat's payment window with these parameters, and the buyer pays.
     *
     * @return WeChat's word to the program: {@code requestPayment:ok}, or why not
     */
    public String requestPayment(JsonNode callUp) {
        return Http.postJson(
                        address.resolve("/control/wechatpay/request-payment"), callUp, Map.of())
                .expect(200)
                .json()
                .path("errMsg")
                .asText();
    }

    /** What a shop is told by WeChat Pay's sandbox, keys among it. */
    public Map<String, String> wechatPay() {
        var variables = new HashMap<String, String>();
        Http.get(address.resolve("/control/wechatpay/keys"))
                .expect(200)
                .json()
                .path("variables")
                .properties()
                .forEach(each -> variables.put(each.getKey(), each.getValue().asText()));
        return variables;
    }

    /** Signed well, with {@code SimulatePaid=1}; no money moves. */
    public JsonNode simulate(String tradeNumber) {
        return act(tradeNumber, "simulate", Json.object());
    }

    /** Sends a callback that is wrong in that way; no money moves. */
    public JsonNode forge(String tradeNumber, String forgery) {
        return act(tradeNumber, "pay", Json.object().put("forge", forgery));
    }

    /** One payment in the sandbox's ledger. */
    public JsonNode trade(String tradeNumber) {
        return trades("?merchantTradeNo=" + tradeNumber).getFirst();
    }

    /** Every payment in the ledger. */
    public List<JsonNode> trades() {
        return trades("?limit=100000");
    }

    /** Every attempt to deliver a callback of that trade, the oldest first. */
    public List<JsonNode> callbacks(String tradeNumber) {
        return items("/control/ecpay/callbacks?merchantTradeNo=" + tradeNumber);
    }

    /**
     * @param schedule when a callback is repeated that was not acknowledged: {@code 2s,2s,5s}
     */
    public void repeat(String schedule) {
        Http.putJson(
                        address.resolve("/control/ecpay/schedule"),
                        Json.object().put("retry", schedule))
                .expect(200);
    }

    private List<JsonNode> trades(String query) {
        return items("/control/ecpay/trades" + query);
    }

    private List<JsonNode> items(String path) {
        var items = Http.get(address.resolve(path)).expect(200).json().path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private JsonNode act(String tradeNumber, String action, ObjectNode body) {
        var path = "/control/ecpay/trades/" + tradeNumber + "/" + action;
        return Http.postJson(address.resolve(path), body, Map.of()).expect(200).json();
    }
}
