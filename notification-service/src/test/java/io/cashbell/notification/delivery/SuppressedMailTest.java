package io.cashbell.notification.delivery;

import static io.cashbell.notification.NotificationFixtures.NOON;
import static io.cashbell.notification.NotificationFixtures.TRACEPARENT;
import static io.cashbell.notification.NotificationFixtures.id;
import static io.cashbell.notification.NotificationFixtures.paid;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.notification.DeliveryState.Dropped;
import io.cashbell.notification.DeliveryState.Sent;
import io.cashbell.notification.DeliveryState.Why;
import io.cashbell.notification.Occasion;
import io.cashbell.notification.Recipient;
import io.cashbell.notification.Suppressions.Cause;
import io.cashbell.notification.Suppressions.Suppression;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mail to those whose inbox is gone, or who want none. */
@Timeout(30)
@Tag("S2-36")
class SuppressedMailTest {
    private static final Recipient BUYER = new Recipient("buyer@example.com");
    private static final Recipient ANNA = new Recipient("a@example.com");
    private static final Recipient BO = new Recipient("b@example.com");

    private final PostRoom room = new PostRoom();

    private void suppress(Recipient recipient) {
        room.suppressions.suppress(recipient, new Suppression(Cause.BOUNCE, NOON));
    }

    private void hear(Occasion occasion) {
        room.deliver.deliver(id(1), paid().as(occasion), TRACEPARENT);
    }

    @Test
    void aBuyerWhoBouncedGetsNoMailAndTheOwnerSeesIt() throws InterruptedException {
        suppress(BUYER);
        hear(Occasion.BUYER_PAID);
        room.now = NOON.plusSeconds(3_600);
        room.sweep.sweep();

        assertThat(room.sent).isEmpty();
        assertThat(room.state(id(1))).isEqualTo(new Dropped(NOON, 1, Why.SUPPRESSED));
    }

    @Test
    void onceLiftedItIsSentByHand() {
        suppress(BUYER);
        hear(Occasion.BUYER_PAID);
        ResendNotification resend =
                new ResendNotification(room.notifications, room.deliver, () -> room.now);
        assertThat(resend.resend(id(1), "owner").state()).isInstanceOf(Dropped.class);

        room.suppressions.lift(BUYER);

        assertThat(resend.resend(id(1), "owner").state()).isInstanceOf(Sent.class);
        assertThat(room.sent).hasSize(1);
    }

    @Test
    void oneAdministratorWhoBouncedDoesNotKeepTheMailFromTheOthers() {
        suppress(ANNA);
        hear(Occasion.PAYMENT_CONFIRMED);

        assertThat(room.sent)
                .singleElement()
                .satisfies(mail -> assertThat(mail.to()).containsExactly(BO));
    }

    @Test
    void whereAllBouncedNothingIsSent() {
        suppress(ANNA);
        suppress(BO);
        hear(Occasion.PAYMENT_CONFIRMED);

        assertThat(room.sent).isEmpty();
        assertThat(room.state(id(1))).isInstanceOf(Dropped.class);
    }

    @Test
    void anAddressThatBouncesBetweenTwoAttemptsGetsNoSecondOne() throws InterruptedException {
        room.closeTheMailServer();
        hear(Occasion.BUYER_PAID);
        suppress(BUYER);
        room.openTheMailServer();
        room.now = NOON.plusSeconds(3_600);
        room.sweep.sweep();

        assertThat(room.sent).isEmpty();
    }

    @Test
    void askingCostsOneReadForEachMailThatIsSentAndNoneForOthers() {
        hear(Occasion.PAYMENT_CONFIRMED);
        hear(Occasion.PAYMENT_CONFIRMED);
        hear(Occasion.PAYMENT_CONFIRMED);

        assertThat(room.suppressions.reads).isEqualTo(1);
    }
}
