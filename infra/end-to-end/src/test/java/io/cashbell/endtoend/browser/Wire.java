package io.cashbell.endtoend.browser;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.cashbell.endtoend.shop.Json;
import io.cashbell.endtoend.shop.Shop;
import java.util.List;
import java.util.function.Consumer;

/** Between a browser and the shop: what one says does not always reach the other as it was said. */
public final class Wire {
    private final Shop shop;
    private final Page page;

    public Wire(Shop shop, Visit visit) {
        this.shop = shop;
        this.page = visit.page();
    }

    /** The next order arrives at the shop, its answer never at the browser. */
    public void loseTheNextAnswer() {
        page.route(
                at("/api/orders"),
                route -> {
                    route.fetch();
                    route.abort();
                },
                new Page.RouteOptions().setTimes(1));
    }

    /** The next order is refused, as the shop would refuse it. */
    public void refuseTheNextOrder(int status, String slug, Consumer<ObjectNode> more) {
        var problem = Json.object().put("type", "urn:cashbell:problem:" + slug);
        problem.put("title", slug).put("status", status);
        more.accept(problem);
        page.route(
                at("/api/orders"),
                route ->
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setStatus(status)
                                        .setContentType("application/problem+json")
                                        .setBody(problem.toString())),
                new Page.RouteOptions().setTimes(1));
    }

    /** From now on these products are not in the catalog. */
    public void takeOut(String... productIds) {
        changeCatalog(
                answer -> {
                    var gone = List.of(productIds);
                    var left = answer.withArray("items").deepCopy();
                    answer.putArray("items");
                    for (var product : left) {
                        if (!gone.contains(product.path("id").asText())) {
                            answer.withArray("items").add(product);
                        }
                    }
                });
    }

    /** From now on this product is sold out. */
    public void sellOut(String productId) {
        changeProduct(productId, product -> product.put("available", false));
    }

    /** From now on this product has no price in this currency. */
    public void keepFrom(String currency, String productId) {
        changeProduct(
                productId, product -> product.withObject("/unitPrice").remove(List.of(currency)));
    }

    private void changeProduct(String productId, Consumer<ObjectNode> change) {
        changeCatalog(
                answer -> {
                    for (var product : answer.withArray("items")) {
                        if (product.path("id").asText().equals(productId)) {
                            change.accept((ObjectNode) product);
                        }
                    }
                });
    }

    private void changeCatalog(Consumer<ObjectNode> change) {
        page.route(
                at("/api/products"),
                route -> {
                    var answer = route.fetch();
                    var json = (ObjectNode) Json.read(answer.text());
                    change.accept(json);
                    route.fulfill(
                            new Route.FulfillOptions()
                                    .setResponse(answer)
                                    .setBody(json.toString()));
                });
    }

    private String at(String path) {
        return shop.order().resolve(path).toString();
    }
}
