package io.cashbell.notification.delivery;

import io.cashbell.notification.Notification;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** The shop's program, in memory. */
public final class RememberedHook implements HookSender {
    public final List<Notification> heard = new CopyOnWriteArrayList<>();
    public boolean on;
    boolean answers = true;
    private CountDownLatch mayAnswer = new CountDownLatch(0);

    /** It answers to nobody before it has caught up. */
    public void fallBehind() {
        mayAnswer = new CountDownLatch(1);
    }

    public void catchUp() {
        mayAnswer.countDown();
    }

    @Override
    public boolean isOn() {
        return on;
    }

    @Override
    public void send(Notification notification) throws MailRefusedException {
        try {
            mayAnswer.await();
        } catch (InterruptedException e) {
            throw new MailRefusedException("interrupted", e);
        }
        if (!answers) {
            throw new MailRefusedException("the webhook answered 500");
        }
        heard.add(notification);
    }
}
