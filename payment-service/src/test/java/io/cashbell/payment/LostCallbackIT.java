package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.messaging.item.Values;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentState.Confirmed;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** ECPay never calls back: whoever has paid is found paid by asking. */
@Timeout(120)
@ExtendWith(BackendExtension.class)
class LostCallbackIT {

    private final EcpaySandbox ecpay = new EcpaySandbox();
    private final LiveShop shop;

    LostCallbackIT(Resources resources) {
        this.shop =
                LiveShop.open(
                        resources,
                        Map.of("ECPAY_BASE_URL", ecpay.baseUrl(), "reconciliation.every", "300ms"));
    }

    @AfterEach
    void stop() {
        shop.close();
        ecpay.close();
    }

    @Test
    @Tag("S2-13")
    void whoeverHasPaidIsFoundPaid() throws Exception {
        OrderId order = new OrderId(EventIds.next());
        shop.publish(shop.placed(order));
        LiveShop.until("it is kept", () -> shop.bean(Payments.class).find(order).isPresent());
        AttemptNumber attempt = ecpay.open(shop, order);
        due(order);
        LiveShop.until("it was asked, and is not paid", () -> looksAhead(order));
        assertThat(shop.payment(order).state()).isInstanceOf(AwaitingCustomer.class);

        ecpay.command(attempt, "pay", "{\"callbacks\": 0}");
        due(order);

        LiveShop.until("it is found paid", () -> shop.payment(order).state() instanceof Confirmed);
        LiveShop.until("the shop is told", () -> told(order) == 1);
        assertThat(shop.item(order)).doesNotContainKeys("dueShard", "dueAt");
    }

    /** Somebody has to look now, instead of in a few minutes. */
    private void due(OrderId order) {
        shop.bean(Payments.class).lookAgain(order, Instant.now().minusSeconds(1));
    }

    private boolean looksAhead(OrderId order) {
        return Values.number(shop.item(order), "dueAt") > Instant.now().toEpochMilli();
    }

    private long told(OrderId order) {
        try {
            return shop.told().stream().filter(event -> isConfirmation(event, order)).count();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static boolean isConfirmation(JsonNode event, OrderId order) {
        return event.at("/subject").asText().equals(order.value())
                && event.at("/type").asText().equals("payment.confirmed.v1");
    }
}
