package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.payment.event.Contracts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The owner switches a way off after the order was placed, in events that overtake each other. */
@Timeout(120)
@ExtendWith(BackendExtension.class)
class MethodsOffIT {

    private final LiveShop shop;

    MethodsOffIT(Resources resources) {
        this.shop = LiveShop.open(resources, Map.of("ECPAY_METHODS", "ecpay-credit,ecpay-atm"));
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void aMethodThatWasSwitchedOffIsNoOtherWayForAnOrderThatWasPlacedBefore() throws Exception {
        OrderId order = new OrderId(EventIds.next());
        shop.publish(shop.placed(order));
        LiveShop.until("it is kept", () -> shop.bean(Payments.class).find(order).isPresent());
        assertThat(byAtm(order)).isEqualTo(200);

        shop.publish(changed(2, "\"ecpay-atm\", \"ecpay-credit\""));
        LiveShop.until("it is off", () -> byAtm(order) == 503);
        shop.publish(changed(1, ""));
        shop.publish(changed(2, "\"ecpay-atm\", \"ecpay-credit\""));

        assertThat(shop.get(link(order)).statusCode())
                .as("the way that was ordered")
                .isEqualTo(200);
        assertThat(shop.get(link(order) + "&method=ecpay-atm").statusCode()).isEqualTo(503);
        assertThat(shop.payment(order).attempts()).hasSize(1);

        shop.publish(changed(3, ""));
        LiveShop.until("it is on again", () -> byAtm(order) == 200);
        shop.bean(SwitchedOffMethods.class).keep(Set.of(PaymentMethod.ECPAY_ATM), 2);
        assertThat(shop.bean(SwitchedOffMethods.class).latest())
                .as("what is older never overwrites")
                .isEmpty();
    }

    private static String link(OrderId order) {
        return "/checkout/" + order + "?token=" + PaymentFixtures.TOKEN;
    }

    /** Looks, and opens nothing. */
    private int byAtm(OrderId order) {
        try {
            return shop.head(link(order) + "&method=ecpay-atm").statusCode();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String changed(long sequence, String off) throws IOException {
        String text =
                """
                {"specversion": "1.0", "id": "%s", "source": "/order-service",
                 "type": "shop.payment-methods-changed.v1", "subject": "shop-payment-methods",
                 "time": "%s", "datacontenttype": "application/json", "sequence": "%d",
                 "data": {"methodsOff": [%s]}}"""
                        .formatted(EventIds.next(), Instant.now(), sequence, off);
        Contracts.assertSatisfiesItsSchema(text);
        return text;
    }
}
