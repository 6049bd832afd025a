package io.cashbell.payment.store;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.SECOND;
import static io.cashbell.payment.PaymentFixtures.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.Outbox;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.messaging.store.WriteResult;
import io.cashbell.payment.LatePayments;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentFact;
import io.cashbell.payment.PaymentFact.DeadlinePassed;
import io.cashbell.payment.PaymentFact.OrderCancelled;
import io.cashbell.payment.PaymentFixtures;
import io.cashbell.payment.PaymentState.Expired;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The write that lets a payment expire, and what may come between the look and it. */
@Timeout(60)
@ExtendWith(BackendExtension.class)
class ExpiryIT {

    private final OrderId order = new OrderId(EventIds.next());
    private final LiveTable live;
    private final ItemTable items;

    ExpiryIT(Resources resources) {
        this.live = new LiveTable(resources);
        this.items = live.items();
        Map<String, AttributeValue> item =
                PaymentItem.attributes(
                        PaymentFixtures.of(order, Instant.now().minus(Duration.ofHours(1))));
        item.put(
                PaymentItem.ATTEMPTS,
                Values.of(Map.of(FIRST.value(), PaymentItem.attempt(attempt(FIRST)))));
        item.put(Outbox.ENTRIES, Values.of(Map.of()));
        items.insert(PaymentItem.key(order), item);
    }

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void whatWasAskedAboutExpires() {
        assertThat(items.update(expiry())).isInstanceOf(WriteResult.Written.class);
        assertThat(payment().state()).isEqualTo(new Expired());
    }

    @Test
    void anAttemptThatIsOpenedInBetweenIsInTheWay() {
        ItemUpdate expiry = expiry();
        items.update(
                ItemUpdate.of(PaymentItem.key(order))
                        .set(
                                PaymentItem.attemptPath(SECOND),
                                PaymentItem.attempt(attempt(SECOND))));

        assertThat(items.update(expiry)).isInstanceOf(WriteResult.Refused.class);
        assertThat(payment().state().isPayable()).isTrue();
    }

    @Test
    void thatTheOrderWasCalledOffSinceIsKept() {
        items.update(expiry());

        items.update(calledOff(1).orElseThrow());

        assertThat(payment().state()).isEqualTo(new Expired(true));
        assertThat(calledOff(2)).as("told again").isEmpty();
    }

    private Optional<ItemUpdate> calledOff(long known) {
        PaymentFact off = new OrderCancelled();
        return live.changes().of(order, known, off, payment().hear(off, LatePayments.REOPEN));
    }

    /** As the payment is now. */
    private ItemUpdate expiry() {
        Payment payment = payment();
        PaymentFact passed = new DeadlinePassed(payment.expiresAt(), payment.attempts());
        return live.changes()
                .of(order, 0, passed, payment.hear(passed, LatePayments.REFUND))
                .orElseThrow();
    }

    private Payment payment() {
        return items.find(PaymentItem.key(order)).map(PaymentItem::read).orElseThrow();
    }
}
