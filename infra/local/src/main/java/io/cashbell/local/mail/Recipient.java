package io.cashbell.local.mail;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import jakarta.mail.internet.MimeMessage;

/** Anybody: every address has a box here, and nobody signs in. */
record Recipient(String address, Runnable onDelivery) implements GreenMailUser {
    @Override
    public String getEmail() {
        return address;
    }

    @Override
    public String getLogin() {
        return address;
    }

    @Override
    public void deliver(MovingMessage message) {
        onDelivery.run();
    }

    @Override
    public void deliver(MimeMessage message) {
        onDelivery.run();
    }

    @Override
    public void create() {
        // There is nothing to prepare: boxes are not kept apart.
    }

    @Override
    public void delete() {
        // There is nothing to take away.
    }

    @Override
    public String getPassword() {
        return "";
    }

    @Override
    public void setPassword(String password) {
        // Nobody signs in.
    }

    @Override
    public void authenticate(String password) {
        // Everybody may send.
    }

    @Override
    public String getQualifiedMailboxName() {
        return address;
    }
}
