package io.cashbell.notification.delivery;

import io.cashbell.notification.Notification;
import java.util.ArrayList;
import java.util.List;

/** The shop's program, in memory. */
public final class RememberedHook implements HookSender {
    public final List<Notification> heard = new ArrayList<>();
    public boolean on;
    boolean answers = true;

    @Override
    public boolean isOn() {
        return on;
    }

    @Override
    public void send(Notification notification) throws MailRefusedException {
        if (!answers) {
            throw new MailRefusedException("the webhook answered 500");
        }
        heard.add(notification);
    }
}
