package io.cashbell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.endtoend.buyer.Buyer;
import io.cashbell.endtoend.buyer.PlacedOrder;
import io.cashbell.endtoend.shop.Crowd;
import io.cashbell.endtoend.shop.Http.Answer;
import io.cashbell.endtoend.shop.Shop;
import io.cashbell.endtoend.shop.ShopExtension;
import io.cashbell.endtoend.shop.Tap;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One wish, said by many mouths. */
@ExtendWith(ShopExtension.class)
class IdempotencyIT {
    private static final int CLIENTS = 100;
    private static final Duration SOON = Duration.ofSeconds(15);

    private final Shop shop;
    private final Buyer buyer;

    IdempotencyIT(Shop shop) {
        this.shop = shop;
        this.buyer = Buyer.in(shop);
    }

    @Test
    void aHundredClientsWithOneKeyGetOneOrder() {
        var form = buyer.someTea();
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        try (var tap = shop.tapOrderEvents()) {
            var answers =
                    Crowd.of(
                            CLIENTS,
                            Collections.nCopies(CLIENTS, form),
                            same -> buyer.order(same, key));

            assertThat(answers).allMatch(answer -> answer.status() == 201);
            assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
            assertThat(
                            answers.stream()
                                    .filter(
                                            answer ->
                                                    answer.header("idempotency-replayed")
                                                            .isEmpty()))
                    .as("answers that are no repeats")
                    .hasSize(1);
            var later = buyer.place(buyer.someTea());
            buyer.goToGateway(later).pay();
            buyer.awaitStatus(later, "paid", SOON);
            var one = new PlacedOrder(answers.getFirst().json());
            assertThat(tap.events("order.created.v1").stream().map(Tap.Event::orderId).distinct())
                    .containsExactlyInAnyOrder(one.id(), later.id());
            assertThat(buyer.look(one).path("status").asText()).isEqualTo("created");
        }
    }

    @Test
    void theSameKeyForAnotherWishIsRefused() {
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        buyer.order(buyer.someTea(), key).expect(201);

        var answer = buyer.order(buyer.someTea().with(1, "tea-pouchong"), key);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("content-type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(422);
    }
}
