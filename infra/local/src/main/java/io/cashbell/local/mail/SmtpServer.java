package io.cashbell.local.mail;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** GreenMail's SMTP in front of the mailbox: a mail is on disk before it is answered with 250. */
public final class SmtpServer implements AutoCloseable {
    private final GreenMail server;

    private SmtpServer(GreenMail server) {
        this.server = server;
    }

    /**
     * Listens, and puts every mail into this box.
     *
     * @param port 0 chooses a free one
     */
    public static SmtpServer start(int port, Mailbox mailbox) throws IOException {
        var setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(20_000);
        var server = new GreenMail(setup);
        // GreenMail asks once per recipient whose inbox it is; ours takes each mail once.
        server.getUserManager()
                .setMessageDeliveryHandler(
                        (message, recipient) -> {
                            var first = message.getToAddresses().iterator().next();
                            return new Recipient(
                                    recipient.getEmail(),
                                    () -> {
                                        if (first.equals(recipient)) {
                                            keep(mailbox, message);
                                        }
                                    });
                        });
        try {
            server.start();
        } catch (RuntimeException failure) {
            throw new IOException("SMTP does not start on port " + port, failure);
        }
        return new SmtpServer(server);
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void keep(Mailbox mailbox, MovingMessage message) {
        try {
            mailbox.add(
                    out -> {
                        try {
                            message.getMessage().writeTo(out);
                        } catch (MessagingException malformed) {
                            throw new IOException(malformed);
                        }
                    });
        } catch (IOException failure) {
            throw new UncheckedIOException("a mail cannot be kept", failure);
        }
    }
}
