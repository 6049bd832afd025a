package io.cashbell.local.gateway.kakaopay;

import io.cashbell.local.gateway.CallbackSender.Answer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox goes to the shop's address as the buyer's browser would. KakaoPay itself never calls
 * a shop.
 *
 * @param made null as long as it has not happened
 */
record Visit(String id, String tid, String url, Instant due, @Nullable Made made) {

    record Made(Instant at, Answer answer) {}

    static Visit of(Entry.Planned planned) {
        return new Visit(
                planned.id(),
                planned.tid(),
                planned.url(),
                Instant.ofEpochMilli(planned.due()),
                null);
    }

    Visit after(Entry.Made entry) {
        return new Visit(
                id,
                tid,
                url,
                due,
                new Made(
                        Instant.ofEpochMilli(entry.at()),
                        new Answer(entry.status(), entry.body(), entry.error(), entry.millis())));
    }
}
