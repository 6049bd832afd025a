package io.cashbell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.endtoend.buyer.Buyer;
import io.cashbell.endtoend.buyer.OrderForm;
import io.cashbell.endtoend.shop.Mailbox;
import io.cashbell.endtoend.shop.Shop;
import io.cashbell.endtoend.shop.ShopExtension;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An order that is paid to whoever brings it. */
@ExtendWith(ShopExtension.class)
class PayOnArrivalIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final Shop shop;

    PayOnArrivalIT(Shop shop) {
        this.shop = shop;
    }

    @Test
    @Tag("S4-32")
    @Tag("S4-37")
    @Tag("S4-38")
    void isDueOnArrivalAndRingsTheBellWhenPlaced() {
        var buyer = Buyer.in(shop);

        var order =
                buyer.place(
                        OrderForm.onArrival(buyer.person())
                                .with(2, "tea-oolong")
                                .with(1, "tea-pouchong"));

        assertThat(order.json().has("checkoutUrl")).isFalse();
        assertThat(order.json().path("payment").path("status").asText())
                .isEqualTo("due-on-arrival");
        assertThat(order.json().path("status").asText()).isEqualTo("created");
        var mail = shop.mailbox().await(order.id(), SOON);
        assertThat(mail.tellsOfNewOrder()).isTrue();
        assertThat(mail.text())
                .contains("貨到付款")
                .contains(shop.order() + "/admin/orders/" + order.id());
        assertThat(buyer.look(order).path("payment").path("status").asText())
                .isEqualTo("due-on-arrival");
        assertThat(shop.mailbox().about(order.id())).noneMatch(Mailbox.Mail::tellsOfPayment);
    }
}
