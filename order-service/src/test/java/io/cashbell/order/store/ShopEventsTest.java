package io.cashbell.order.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.OutboxEntry;
import io.cashbell.order.event.PaymentMethodsChanged;
import io.cashbell.order.shopkeeping.ShopChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShopEventsTest {
    private static final Instant NOW = Instant.parse("2026-03-14T06:20:11Z");
    private static final String ID = "2k7h3sq9v0e5w8x1y4z6a2b3c5";

    @Test
    void aMethodThatIsSwitchedOffIsTold() {
        ShopChange change = site("{\"methodsOff\": []}", "{\"methodsOff\": [\"ecpay-atm\"]}");

        assertThat(ShopEvents.toldBy(change, 41))
                .contains(new OutboxEntry(ID, PaymentMethodsChanged.TYPE, NOW, 41, null));
        assertThat(said(change)).containsExactly("ecpay-atm");
    }

    @Test
    void oneThatIsSwitchedOnAgainIsTold() {
        ShopChange change = site("{\"methodsOff\": [\"ecpay-atm\"]}", "{\"methodsOff\": []}");

        assertThat(ShopEvents.toldBy(change, 42)).isPresent();
        assertThat(said(change)).isEmpty();
    }

    @Test
    void anotherOrderOfTheSameIsNoChange() {
        assertThat(
                        ShopEvents.toldBy(
                                site(
                                        "{\"methodsOff\": [\"kakaopay\", \"ecpay-atm\"]}",
                                        "{\"methodsOff\": [\"ecpay-atm\", \"kakaopay\"],"
                                                + " \"status\": \"closed\"}"),
                                43))
                .isEmpty();
    }

    @Test
    void whatElseIsChangedIsNotTold() {
        assertThat(ShopEvents.toldBy(site(null, "{\"status\": \"closed\"}"), 1)).isEmpty();
        assertThat(
                        ShopEvents.toldBy(
                                new ShopChange(
                                        ID,
                                        NOW,
                                        "mei",
                                        ShopChange.Kind.PRODUCT_CHANGED,
                                        "tea",
                                        "{\"methodsOff\": [\"a\"]}",
                                        "{}"),
                                2))
                .isEmpty();
    }

    private static List<String> said(ShopChange change) {
        return ShopEvents.said(Map.of("a", Values.of(change.after()))).methodsOff();
    }

    private static ShopChange site(@Nullable String before, String after) {
        return new ShopChange(ID, NOW, "mei", ShopChange.Kind.SITE_CHANGED, null, before, after);
    }
}
