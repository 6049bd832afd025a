package io.cashbell.local.gateway.ecpay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the buyer's buttons do, and where they lead. */
class TradePagesTest {
    private SandboxUnderTest sandbox;
    private TestShop shop;

    @BeforeEach
    void start() throws Exception {
        sandbox = SandboxUnderTest.inMemory();
        shop = new TestShop();
    }

    @AfterEach
    void stop() {
        sandbox.close();
        shop.close();
    }

    @Test
    void walkingAwayTellsNobodyAnything() throws Exception {
        var order = SandboxUnderTest.order(shop.notifyUrl());
        order.put("ClientBackURL", "http://localhost/cart");
        var number = sandbox.opened(order);

        assertThat(sandbox.press(number, "leave").body())
                .contains("href=\"http://localhost/cart\"");

        assertThat(sandbox.trade(number).get("status").asText()).isEqualTo("created");
        assertThat(sandbox.trade(number).at("/callbacks/pending").asInt()).isZero();
        assertThat(shop.heard()).isEmpty();
    }

    @Test
    void theBrowserIsSentBackWithTheSameSignedFields() throws Exception {
        var order = SandboxUnderTest.order(shop.notifyUrl());
        order.put("OrderResultURL", "http://localhost/return?a=1&b=2");
        var number = sandbox.opened(order);

        var page = sandbox.press(number, "pay").body();

        var fields = shop.awaitHeard(1).getFirst().fields();
        assertThat(page)
                .contains("action=\"http://localhost/return?a=1&amp;b=2\"")
                .contains("data-submit");
        fields.forEach(
                (name, value) ->
                        assertThat(page).contains("name=\"" + name + "\" value=\"" + value + "\""));
        assertThat(sandbox.trade(number).at("/orderResult/fields/CheckMacValue").asText())
                .isEqualTo(fields.get("CheckMacValue"));
    }

    @Test
    void withoutOrderResultUrlTheResultIsShownHere() throws Exception {
        var order = SandboxUnderTest.order(shop.notifyUrl());
        order.put("ClientBackURL", "http://localhost/cart");

        assertThat(sandbox.press(sandbox.opened(order), "pay").body())
                .contains("付款完成")
                .contains("href=\"http://localhost/cart\"");
    }

    @Test
    void pressingPayTwiceTellsTheShopOnce() throws Exception {
        var number = sandbox.opened(SandboxUnderTest.order(shop.notifyUrl()));

        sandbox.press(number, "pay");
        assertThat(sandbox.press(number, "pay").statusCode()).isEqualTo(200);
        sandbox.command(number, "pay", "");

        TestShop.await(
                "delivered", () -> sandbox.trade(number).at("/callbacks/delivered").asInt() == 1);
        assertThat(sandbox.trade(number).at("/callbacks/attempts").asInt()).isEqualTo(1);
        assertThat(shop.heard()).hasSize(1);
    }

    @Test
    void aTradeCanBeLookedAtAfterwards() throws Exception {
        var number = sandbox.opened(SandboxUnderTest.order(shop.notifyUrl()));
        assertThat(sandbox.get("/ecpay/trade/" + number).body()).contains("id=\"pay\"");
        sandbox.press(number, "pay");
        TestShop.await(
                "acknowledged",
                () -> sandbox.trade(number).at("/callbacks/delivered").asInt() == 1);

        assertThat(sandbox.get("/ecpay/trade/" + number).body())
                .contains("付款完成", "1|OK")
                .doesNotContain("id=\"pay\"");
        assertThat(sandbox.get("/").body()).contains(number, "NT$1,200", "paid");
    }
}
