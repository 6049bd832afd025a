package io.cashbell.notification.intake;

import static io.cashbell.notification.NotificationFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.notification.delivery.Mail;
import io.cashbell.notification.delivery.PostRoom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which mails come of which events, as it is configured. */
@Tag("S2-36")
class HeardEventsTest {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final String MONEY = "\"amount\": {\"amount\": \"1\", \"currency\": \"TWD\"}";
    private static final String PAID =
            "{\"method\": \"m\", \"paidAt\": \"2026-03-01T12:00:00Z\", " + MONEY + "}";
    private static final String ISSUED =
            "{\"method\": \"m\", \"expiresAt\": \"2026-03-09T12:00:00Z\", " + MONEY + "}";

    private final PostRoom room = new PostRoom();

    private EventIntake intake(boolean buyers, @Nullable String off) {
        EventReader reader = new EventReader(MAPPER);
        IntakeConfig config = new IntakeConfig("all", buyers);
        TypeConfig types = new TypeConfig(off);
        return new EventIntake(
                new OrderEventHandler(reader, config),
                new PaymentEventHandler(reader),
                new BuyerEventHandler(reader, config),
                new ReminderEventHandler(room.reminders, config, types),
                types,
                room.digest(),
                room.hooks,
                room.deliver);
    }

    private static CloudEvent event(String type, String data) {
        try {
            return new CloudEvent(
                    "e-" + type.replace('.', '-'),
                    "/x",
                    type,
                    "order1",
                    NOON,
                    1,
                    null,
                    null,
                    MAPPER.readTree(data));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private List<String> ids() {
        return room.sent.stream().map(Mail::id).map(id -> id.eventId()).toList();
    }

    @Test
    void aTypeThatIsOffIsNeitherSentNorRecorded() {
        EventIntake intake = intake(true, "payment-confirmed");

        intake.handle(event("payment.confirmed.v1", PAID));

        assertThat(ids()).containsExactly("e-payment-confirmed-v1-buyer");
    }

    @Test
    void nothingIsOffByItself() {
        intake(true, "").handle(event("payment.confirmed.v1", PAID));

        assertThat(ids()).containsExactly("e-payment-confirmed-v1", "e-payment-confirmed-v1-buyer");
    }

    @Test
    void theShopsProgramHearsWhatAdministratorsAreMailedAtOnce() throws InterruptedException {
        room.hook.on = true;
        EventIntake intake = intake(true, "payment-failed");

        intake.handle(event("payment.confirmed.v1", PAID));
        intake.handle(event("payment.expired.v1", "{}"));
        intake.handle(event("payment.failed.v1", "{}"));
        room.closeTheHooks();

        assertThat(room.hook.heard)
                .extracting(heard -> heard.id().eventId())
                .containsExactlyInAnyOrder(
                        "e-payment-confirmed-v1-hook", "e-payment-expired-v1-hook");
    }

    @Test
    @Timeout(30)
    void aProgramThatIsSlowKeepsNoAdministratorWaiting() throws InterruptedException {
        room.hook.on = true;
        room.hook.fallBehind();

        intake(false, null).handle(event("payment.confirmed.v1", PAID));

        assertThat(ids()).containsExactly("e-payment-confirmed-v1");
        assertThat(room.hook.heard).isEmpty();
        room.hook.catchUp();
        room.closeTheHooks();
        assertThat(room.hook.heard).hasSize(1);
    }

    @Test
    void aQuietTypeIsGatheredInsteadOfSent() {
        intake(false, null).handle(event("payment.expired.v1", "{}"));

        assertThat(room.sent).isEmpty();
        assertThat(room.isPlanned("digest-2026-03-02")).isTrue();
    }

    @Test
    void whoeverPaysAfterTheInstructionsIsNotReminded() {
        EventIntake intake = intake(true, null);
        intake.handle(event("payment.instructions-issued.v1", ISSUED));
        assertThat(room.isReminded("order1")).isTrue();

        intake.handle(event("payment.confirmed.v1", PAID));

        assertThat(room.isReminded("order1")).isFalse();
    }

    @Test
    void aCancelledOrExpiredOrderIsNotReminded() {
        for (String end : List.of("order.cancelled.v1", "order.expired.v1", "payment.expired.v1")) {
            PostRoom other = new PostRoom();
            EventReader reader = new EventReader(MAPPER);
            IntakeConfig config = new IntakeConfig("all", true);
            ReminderEventHandler handler =
                    new ReminderEventHandler(other.reminders, config, new TypeConfig(null));
            CloudEvent issued = event("payment.instructions-issued.v1", ISSUED);
            handler.hear(issued, new BuyerEventHandler(reader, config).read(issued));
            assertThat(other.isReminded("order1")).isTrue();

            handler.hear(event(end, "{}"), Optional.empty());

            assertThat(other.isReminded("order1")).as(end).isFalse();
        }
    }

    @Test
    void whereBuyersAreNotToldOrRemindersAreOffNobodyIsReminded() {
        for (EventIntake intake : List.of(intake(false, null), intake(true, "buyer-reminder"))) {
            intake.handle(event("payment.instructions-issued.v1", ISSUED));
            assertThat(room.isReminded("order1")).isFalse();
        }
    }
}
