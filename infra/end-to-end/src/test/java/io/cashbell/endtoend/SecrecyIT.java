package io.cashbell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.endtoend.buyer.Buyer;
import io.cashbell.endtoend.buyer.EcpayNotice;
import io.cashbell.endtoend.buyer.OrderForm;
import io.cashbell.endtoend.shop.Http;
import io.cashbell.endtoend.shop.Merchant;
import io.cashbell.endtoend.shop.Shop;
import io.cashbell.endtoend.shop.ShopExtension;
import io.cashbell.local.process.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What no log may tell: keys, tokens, signatures, and who bought. Runs last but a few, so that the
 * logs are full.
 */
@ExtendWith(ShopExtension.class)
class SecrecyIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final Shop shop;

    SecrecyIT(Shop shop) {
        this.shop = shop;
    }

    @Test
    @Tag("S2-27")
    void noLogHoldsASecretOrAPerson() {
        var buyer = Buyer.in(shop);
        var order = buyer.place(buyer.someTea());
        var form = buyer.checkout(order);
        buyer.enter(form).pay();
        buyer.awaitStatus(order, "paid", SOON);
        var forged = EcpayNotice.paid(form, "1").signedBy(new Merchant("3002607", "x", "y"));
        forged.send();
        var onArrival = buyer.place(OrderForm.onArrival(buyer.person()).with(1, "tea-oolong"));
        shop.mailbox().await(onArrival.id(), SOON);
        var refused = buyer.someTea().with(0, buyer.person().email());
        assertThat(buyer.order(refused, Map.of()).status()).isEqualTo(400);
        Http.get(shop.order().resolve("/api/orders/" + order.id() + "?token=" + onArrival.token()));

        var secrets = new ArrayList<>(buyer.person().secrets());
        secrets.add(Merchant.PUBLIC_TEST.hashKey());
        secrets.add(Merchant.PUBLIC_TEST.hashIv());
        secrets.add(order.token());
        secrets.add(onArrival.token());
        secrets.add(form.field("CheckMacValue"));
        secrets.add(forged.field("CheckMacValue"));
        secrets.addAll(List.of(Shop.OWNER, "@example.com", "@teashop.example"));
        for (var service : Service.values()) {
            var log = shop.log(service).text();
            assertThat(log).as("log of %s", service).contains(order.id());
            assertThat(secrets)
                    .as("told by the log of %s", service)
                    .noneMatch(secret -> log.contains(secret));
        }
    }
}
