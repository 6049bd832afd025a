package io.cashbell.notification.delivery;

import static io.cashbell.notification.NotificationFixtures.NOON;

import io.cashbell.notification.BuyerContact;
import io.cashbell.notification.DeliveryState;
import io.cashbell.notification.NotificationId;
import io.cashbell.notification.Recipient;
import io.cashbell.notification.template.TemplateConfig;
import io.cashbell.notification.template.Templates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Delivery with its surroundings in memory: a table, a clock and a mail server to play with. */
public final class PostRoom {
    static final DeliveryConfig CONFIG =
            new DeliveryConfig(
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(10),
                    Duration.ofHours(24),
                    8);
    static final Templates TEMPLATES =
            new Templates(
                    new TemplateConfig(URI.create("http://localhost:8081"), "en", "Asia/Taipei"));
    static final MailConfig ADMINISTRATORS =
            new MailConfig("smtp", "shop@example.com", "a@example.com, b@example.com");

    final RememberedNotifications notifications = new RememberedNotifications();
    public final List<Mail> sent = new ArrayList<>();
    public final RememberedHook hook = new RememberedHook();
    final RememberedDigests digests = new RememberedDigests();
    final RememberedSuppressions suppressions = new RememberedSuppressions();
    public Instant now = NOON;
    Mailer mailServer = sent::add;
    public final DeliverNotification deliver =
            new DeliverNotification(
                    notifications,
                    new MailComposer(
                            TEMPLATES,
                            order ->
                                    new BuyerContact(
                                            new Recipient("buyer@example.com"),
                                            "ko",
                                            URI.create(
                                                    "https://shop.example/result?order=" + order)),
                            new Addressees(ADMINISTRATORS, new AddresseeConfig(null)),
                            digests,
                            suppressions,
                            ADMINISTRATORS),
                    mail -> mailServer.send(mail),
                    hook,
                    new DeliveryCounts(new SimpleMeterRegistry()),
                    () -> now,
                    new Random(1),
                    CONFIG);
    public final HookDelivery hooks = new HookDelivery(hook, notifications, deliver, () -> now);
    final RetrySweep sweep =
            new RetrySweep(notifications, deliver, hook, () -> now, new Random(1), CONFIG);

    public final Reminders reminders =
            new Reminders(notifications, () -> now, new ReminderConfig(Duration.ofHours(24)));

    /** As one instance has it: expired payments are told at eight in the morning. */
    public DailyDigest digest() {
        return digestAt(8);
    }

    DailyDigest digestAt(int hour) {
        return new DailyDigest(
                notifications,
                digests,
                () -> now,
                new DigestConfig("payment-expired", hour, "Asia/Taipei"));
    }

    /** The mail server answers like one that is overloaded. */
    void closeTheMailServer() {
        mailServer =
                _ -> {
                    throw new MailRefusedException("the mail server answered 451");
                };
    }

    void openTheMailServer() {
        mailServer = sent::add;
    }

    /** Returns when the shop's program has been told what was begun. */
    public void closeTheHooks() throws InterruptedException {
        hooks.stop();
    }

    DeliveryState state(NotificationId id) {
        return notifications.find(id).orElseThrow().state();
    }

    /** Whether the buyer of that order will be reminded. */
    public boolean isReminded(String orderId) {
        return isPlanned(Reminders.id(orderId));
    }

    /** Whether that day's digest will be sent. */
    public boolean isPlanned(String digest) {
        return isPlanned(new NotificationId(digest, digest));
    }

    private boolean isPlanned(NotificationId id) {
        return notifications
                .find(id)
                .filter(reminder -> reminder.state() instanceof DeliveryState.Planned)
                .isPresent();
    }
}
