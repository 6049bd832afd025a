package io.cashbell.payment;

import java.net.URI;

/** Where the outside reaches this service and the storefront; put into links and callbacks. */
public record ShopAddresses(URI paymentService, URI storefront) {

    /** Where {@code gateway} sends what it has to say. */
    public URI callback(String gateway, String kind) {
        return under(paymentService, "/gateways/" + gateway + "/" + kind);
    }

    /** The storefront's page that shows how the order stands. */
    public URI resultPage(OrderId orderId) {
        // An order id holds nothing that a query would have to escape.
        return under(storefront, "/result?order=" + orderId);
    }

    private static URI under(URI base, String rest) {
        String text = base.toString();
        return URI.create(
                (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + rest);
    }
}
