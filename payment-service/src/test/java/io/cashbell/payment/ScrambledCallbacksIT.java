package io.cashbell.payment;

import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.form;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.notice;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.signature;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.signed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.payment.PaymentState.Confirmed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** 2,000 callbacks for 50 orders, 32 at a time: repeated, reordered, every fifth forged. */
@Timeout(300)
@ExtendWith(BackendExtension.class)
@Tag("proof")
class ScrambledCallbacksIT {

    private static final int ORDERS = 50;
    private static final int CALLBACKS = 2_000;
    private static final int AT_A_TIME = 32;
    private static final long SEED = 20260101;

    private final Resources resources;
    private final Random random = new Random(SEED);

    ScrambledCallbacksIT(Resources resources) {
        this.resources = resources;
    }

    record Callback(String form, boolean genuine) {}

    record Visit(OrderId order, AttemptNumber attempt, String tradeNo) {

        SequencedMap<String, String> paid() {
            SequencedMap<String, String> fields = notice(order, attempt);
            fields.put("TradeNo", tradeNo);
            return fields;
        }
    }

    @Test
    void everyOrderIsConfirmedOnceAndNoForgeryIsAcknowledged() throws Exception {
        try (LiveShop shop = LiveShop.open(resources, Map.of())) {
            List<Visit> visits = new ArrayList<>();
            for (int i = 0; i < ORDERS; i++) {
                OrderId order = new OrderId(EventIds.next());
                shop.publish(shop.placed(order));
                visits.add(new Visit(order, shop.visit(order), "26010110" + (10_000_000 + i)));
            }

            sendAll(shop, scrambled(visits));

            Map<String, Set<String>> confirmed = new HashMap<>();
            LiveShop.until("all are told", () -> confirmations(shop, confirmed) == ORDERS);
            for (Visit visit : visits) {
                assertThat(shop.payment(visit.order()).state()).isInstanceOf(Confirmed.class);
                assertThat(confirmed.get(visit.order().value()))
                        .as("distinct copies of the confirmation, seed " + SEED)
                        .hasSize(1);
            }
            assertThat(shop.told())
                    .noneMatch(event -> event.get("type").asText().contains("disputed"));
        }
    }

    private List<Callback> scrambled(List<Visit> visits) {
        List<Callback> callbacks = new ArrayList<>();
        for (int i = 0; i < CALLBACKS; i++) {
            SequencedMap<String, String> fields = visits.get(i % ORDERS).paid();
            if (random.nextInt(5) == 0) {
                callbacks.add(new Callback(forged(fields), false));
                continue;
            }
            if (random.nextInt(4) == 0) {
                fields.put("RtnCode", "10100248");
            }
            callbacks.add(new Callback(signed(fields), true));
        }
        // Whatever chance left out: each order is paid at least once.
        visits.forEach(visit -> callbacks.add(new Callback(signed(visit.paid()), true)));
        Collections.shuffle(callbacks, random);
        return callbacks;
    }

    private String forged(SequencedMap<String, String> fields) {
        String signature = signature(fields);
        switch (random.nextInt(7)) {
            case 0 -> fields.put("TradeAmt", "1");
            case 1 -> fields.put("MerchantTradeNo", "FORGEDFORGEDFORGED00");
            case 2 -> fields.put("MerchantID", "3002599");
            case 3 -> fields.put("CustomField1", EventIds.next());
            case 4 -> fields.put("TradeNo", "9999999999999999");
            case 5 -> fields.remove("card4no");
            default -> signature = "0".repeat(64);
        }
        fields.put("CheckMacValue", signature);
        return form(fields);
    }

    private static void sendAll(LiveShop shop, List<Callback> callbacks) throws Exception {
        try (ExecutorService senders = Executors.newFixedThreadPool(AT_A_TIME)) {
            List<Future<String>> answers =
                    callbacks.stream()
                            .map(c -> senders.submit(() -> shop.notify(c.form()).body()))
                            .toList();
            for (int i = 0; i < callbacks.size(); i++) {
                if (callbacks.get(i).genuine()) {
                    assertThat(answers.get(i).get()).isEqualTo("1|OK");
                } else {
                    assertThat(answers.get(i).get()).isEqualTo("0|Error");
                }
            }
        }
    }

    private static int confirmations(LiveShop shop, Map<String, Set<String>> confirmed) {
        try {
            confirmed.clear();
            List<JsonNode> told = shop.told();
            for (int i = 0; i < told.size(); i++) {
                if (told.get(i).get("type").asText().equals("payment.confirmed.v1")) {
                    confirmed
                            .computeIfAbsent(
                                    told.get(i).get("subject").asText(), _ -> new HashSet<>())
                            .add(shop.toldAsText().get(i));
                }
            }
            return confirmed.size();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
