package io.cashbell.endtoend.buyer;

import io.cashbell.endtoend.shop.Http.Answer;
import java.net.URI;

/**
 * The gateway's page on which a buyer pays.
 *
 * @param tradeNumber the shop's number for this attempt
 */
public record GatewayPage(URI address, String html, String tradeNumber) {

    /** Pays, and is sent back to the shop: the address that the shop then names. */
    public URI pay() {
        return back(press("pay"));
    }

    /** The card is refused, and the buyer is sent back to the shop. */
    public URI fail() {
        return back(press("fail"));
    }

    /** Leaves for good. */
    public void leave() {
        press("leave");
    }

    private Answer press(String button) {
        return HtmlForm.find(address, html, button).submit().expect(200);
    }

    private URI back(Answer page) {
        var answer = HtmlForm.find(address, page.body(), "return").submit().expect(303);
        return URI.create(answer.header("location").orElseThrow());
    }
}
