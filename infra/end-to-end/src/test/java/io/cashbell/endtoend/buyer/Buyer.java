package io.cashbell.endtoend.buyer;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.endtoend.shop.Http;
import io.cashbell.endtoend.shop.Http.Answer;
import io.cashbell.endtoend.shop.Json;
import io.cashbell.endtoend.shop.Poll;
import io.cashbell.endtoend.shop.Shop;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Somebody who buys by HTTP, step by step as the storefront's pages do. */
public final class Buyer {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI shop;
    private final Person person;

    private Buyer(URI shop, Person person) {
        this.shop = shop;
        this.person = person;
    }

    public static Buyer in(Shop shop) {
        return at(shop.order());
    }

    /** In the shop whose storefront is there. */
    public static Buyer at(URI storefront) {
        return new Buyer(storefront, Person.anybody());
    }

    public Person person() {
        return person;
    }

    /** Two packs of oolong and one of black tea, by card. */
    public OrderForm someTea() {
        return OrderForm.byCard(person).with(2, "tea-oolong").with(1, "tea-ruby-black");
    }

    public Answer order(OrderForm form, Map<String, String> headers) {
        return Http.postJson(shop.resolve("/api/orders"), form.json(), headers);
    }

    public PlacedOrder place(OrderForm form) {
        return new PlacedOrder(order(form, Map.of()).expect(201).json());
    }

    /**
     * To the gateway's door: the form with which the shop sends a buyer there. A page that reloads
     * itself because the order is not known yet is reloaded.
     */
    public HtmlForm checkout(PlacedOrder order) {
        return checkout(order, order.checkoutUrl());
    }

    private static HtmlForm checkout(PlacedOrder order, URI link) {
        var page =
                Poll.get(
                        PATIENCE,
                        "the checkout knows " + order.id(),
                        () ->
                                Optional.of(Http.get(link).expect(200).body())
                                        .filter(body -> !body.contains("http-equiv=\"refresh\"")));
        return HtmlForm.find(link, page, "gateway");
    }

    /** Through the door: the gateway's page for this form. */
    public GatewayPage enter(HtmlForm form) {
        var answer = form.submit().expect(200);
        answer.header("x-sandbox-refusal")
                .ifPresent(
                        code -> {
                            throw new AssertionError("refused by the gateway: " + code);
                        });
        return new GatewayPage(form.action(), answer.body(), form.field("MerchantTradeNo"));
    }

    /** From the shop to the gateway's page. */
    public GatewayPage goToGateway(PlacedOrder order) {
        return enter(checkout(order));
    }

    /**
     * What a mini program opens WeChat's payment window with.
     *
     * @param openid the buyer's at the shop's app
     */
    public JsonNode callUp(PlacedOrder order, String openid) {
        var address =
                order.checkoutUrl()
                        .resolve(
                                "/api/checkout/"
                                        + order.id()
                                        + "/wechatpay-jsapi?token="
                                        + order.token());
        var body = Json.object().put("openid", openid);
        return Poll.get(
                PATIENCE,
                "the checkout knows " + order.id(),
                () ->
                        Optional.of(Http.postJson(address, body, Map.of()))
                                .filter(answer -> answer.status() != 404)
                                .map(answer -> answer.expect(200).json()));
    }

    /** The same by another way to pay than the order was placed with. */
    public GatewayPage goToGateway(PlacedOrder order, String method) {
        return enter(checkout(order, URI.create(order.checkoutUrl() + "&method=" + method)));
    }

    /** The order as the shop shows it to whoever holds its token. */
    public JsonNode look(PlacedOrder order) {
        return ask(order).expect(200).json();
    }

    /** Asks for the order; the shop may not know it. */
    public Answer ask(PlacedOrder order) {
        return Http.get(address(order, ""));
    }

    public JsonNode awaitStatus(PlacedOrder order, String status, Duration limit) {
        return Poll.get(
                limit,
                order.id() + " turns " + status,
                () ->
                        Optional.of(look(order))
                                .filter(seen -> seen.path("status").asText().equals(status)));
    }

    /** Stays on the line and hears every change. */
    public OrderStream listen(PlacedOrder order) {
        return OrderStream.open(address(order, "/events"));
    }

    private URI address(PlacedOrder order, String below) {
        return shop.resolve("/api/orders/" + order.id() + below + "?token=" + order.token());
    }
}
