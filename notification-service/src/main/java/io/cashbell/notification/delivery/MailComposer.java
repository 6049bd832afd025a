package io.cashbell.notification.delivery;

import io.cashbell.notification.BuyerContact;
import io.cashbell.notification.Notification;
import io.cashbell.notification.Recipient;
import io.cashbell.notification.template.Letter;
import io.cashbell.notification.template.Templates;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes a mail of what is recorded: to whom, and in which words. Anew for each attempt. */
@Singleton
public final class MailComposer {
    private final Templates templates;
    private final Buyers buyers;
    private final Addressees addressees;
    private final Recipient from;

    public MailComposer(
            Templates templates, Buyers buyers, Addressees addressees, MailConfig mail) {
        this.templates = templates;
        this.buyers = buyers;
        this.addressees = addressees;
        this.from = mail.sender();
    }

    /**
     * @throws MailRefusedException if the buyer's address cannot be told now
     */
    Mail compose(Notification mine) throws MailRefusedException {
        if (mine.news().occasion().isForBuyer()) {
            BuyerContact buyer = buyers.contactOf(mine.id().orderId());
            return mail(mine, List.of(buyer.address()), templates.write(mine, buyer));
        }
        return mail(mine, addressees.of(mine.news().occasion()), templates.write(mine));
    }

    private Mail mail(Notification mine, List<Recipient> to, Letter letter) {
        return new Mail(mine.id(), mine.recordedAt(), from, to, letter, mine.traceparent());
    }
}
