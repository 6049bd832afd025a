package io.cashbell.notification.delivery;

import static java.util.Objects.requireNonNull;

import io.cashbell.notification.BuyerContact;
import io.cashbell.notification.DeliveryState.Why;
import io.cashbell.notification.Digests;
import io.cashbell.notification.Notification;
import io.cashbell.notification.Occasion;
import io.cashbell.notification.Recipient;
import io.cashbell.notification.Suppressions;
import io.cashbell.notification.delivery.Composed.Ready;
import io.cashbell.notification.delivery.Composed.Withheld;
import io.cashbell.notification.template.Letter;
import io.cashbell.notification.template.Templates;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * Makes a mail of what is recorded: to whom, and in which words. Anew for each attempt, so an
 * address that bounced meanwhile gets no further one.
 */
@Singleton
public final class MailComposer {
    /** A digest counts no further. */
    private static final int MOST_NEWS = 1_000;

    private final Templates templates;
    private final Buyers buyers;
    private final Addressees addressees;
    private final Digests digests;
    private final Suppressions suppressions;
    private final Recipient from;

    public MailComposer(
            Templates templates,
            Buyers buyers,
            Addressees addressees,
            Digests digests,
            Suppressions suppressions,
            MailConfig mail) {
        this.templates = templates;
        this.buyers = buyers;
        this.addressees = addressees;
        this.digests = digests;
        this.suppressions = suppressions;
        this.from = mail.sender();
    }

    /**
     * @throws MailRefusedException if the buyer's address cannot be told now
     */
    Composed compose(Notification mine) throws MailRefusedException {
        Occasion occasion = mine.news().occasion();
        if (occasion.isForBuyer()) {
            BuyerContact buyer = buyers.contactOf(mine.id().orderId());
            return mail(mine, List.of(buyer.address()), templates.write(mine, buyer));
        }
        if (occasion == Occasion.DIGEST) {
            return digest(mine);
        }
        return mail(mine, addressees.of(occasion), templates.write(mine));
    }

    private Composed digest(Notification mine) {
        String day = requireNonNull(mine.news().reference());
        List<Digests.Entry> entries = digests.of(LocalDate.parse(day), MOST_NEWS);
        return entries.isEmpty()
                ? new Withheld(Why.NOT_NEEDED)
                : mail(mine, addressees.of(Occasion.DIGEST), templates.digest(day, entries));
    }

    private Composed mail(Notification mine, List<Recipient> to, Letter letter) {
        Set<Recipient> suppressed = suppressions.among(to);
        List<Recipient> reached = to.stream().filter(one -> !suppressed.contains(one)).toList();
        if (reached.isEmpty()) {
            return new Withheld(Why.SUPPRESSED);
        }
        return new Ready(
                new Mail(mine.id(), mine.recordedAt(), from, reached, letter, mine.traceparent()));
    }
}
