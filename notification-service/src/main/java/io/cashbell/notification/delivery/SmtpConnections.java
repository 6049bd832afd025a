package io.cashbell.notification.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A few connections to the mail server that are kept open between mails: greeting, TLS and sign-in
 * cost more than a mail. Bounded in number, in idle time and in mails each.
 */
final class SmtpConnections implements AutoCloseable {
    /** Idle for longer than this, a connection is asked whether it is alive before it is used. */
    private static final long TRUSTED_MILLIS = 1_000;

    /** Mail servers limit the mails of one connection, some to 100. */
    private static final int MAILS_EACH = 90;

    private final SmtpConfig config;
    private final InstantSource clock;
    private final Session session;
    private final Semaphore places;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private volatile long restUntilMillis;

    SmtpConnections(SmtpConfig config, String envelopeSender, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.places = new Semaphore(config.connections(), true);
        this.session = Session.getInstance(properties(config, envelopeSender));
    }

    /**
     * Waits for a place, at most until the thread is interrupted. Every connection that was taken
     * is given back or dropped.
     *
     * @throws MailRefusedException at once if the server could not be reached a moment ago
     */
    Connection take() throws MessagingException, MailRefusedException, InterruptedException {
        places.acquire();
        boolean taken = false;
        try {
            @Nullable Connection known = nextIdle();
            Connection connection = known == null ? open() : known;
            taken = true;
            return connection;
        } finally {
            if (!taken) {
                places.release();
            }
        }
    }

    /** For the next mail. */
    void giveBack(Connection connection) {
        connection.mails++;
        connection.usedAtMillis = clock.millis();
        if (connection.mails < MAILS_EACH) {
            synchronized (idle) {
                idle.push(connection);
            }
        } else {
            connection.close();
        }
        places.release();
    }

    /** After a failure nobody knows what state the conversation is in. */
    void drop(Connection connection) {
        connection.close();
        places.release();
    }

    /** Closes what has been unused for too long. */
    void closeIdle() {
        long oldest = clock.millis() - config.idle().toMillis();
        while (true) {
            Connection expired;
            synchronized (idle) {
                @Nullable Connection last = idle.peekLast();
                if (last == null || last.usedAtMillis > oldest) {
                    return;
                }
                expired = idle.removeLast();
            }
            expired.close();
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            idle.forEach(Connection::close);
            idle.clear();
        }
    }

    Session session() {
        return session;
    }

    private @Nullable Connection nextIdle() {
        closeIdle();
        while (true) {
            @Nullable Connection next;
            synchronized (idle) {
                next = idle.poll();
            }
            if (next == null) {
                return null;
            }
            if (clock.millis() - next.usedAtMillis < TRUSTED_MILLIS || next.answers()) {
                return next;
            }
            next.close();
        }
    }

    private Connection open() throws MessagingException, MailRefusedException {
        if (clock.millis() < restUntilMillis) {
            throw new MailRefusedException("the mail server could not be reached a moment ago");
        }
        Transport transport = session.getTransport("smtp");
        try {
            transport.connect(
                    config.host(),
                    config.port(),
                    config.signsIn() ? config.username() : null,
                    config.signsIn() ? config.password() : null);
        } catch (MessagingException e) {
            restUntilMillis = clock.millis() + config.rest().toMillis();
            throw e;
        }
        return new Connection(transport);
    }

    private static Properties properties(SmtpConfig config, String envelopeSender) {
        Properties properties = new Properties();
        properties.put("mail.smtp.from", envelopeSender);
        properties.put(
                "mail.smtp.connectiontimeout", Long.toString(config.connectLimit().toMillis()));
        properties.put("mail.smtp.timeout", Long.toString(config.readLimit().toMillis()));
        // One wrong address among the administrators must not silence the bell for the others.
        properties.put("mail.smtp.sendpartial", "true");
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        if (config.signsIn()) {
            properties.put("mail.smtp.auth", "true");
            properties.put("mail.smtp.starttls.required", "true");
        }
        return properties;
    }

    /** One open conversation with the server. */
    static final class Connection {
        private final Transport transport;
        private long usedAtMillis;
        private int mails;

        private Connection(Transport transport) {
            this.transport = transport;
        }

        Transport transport() {
            return transport;
        }

        /** Asks the server (NOOP). */
        private boolean answers() {
            return transport.isConnected();
        }

        private void close() {
            try {
                transport.close();
            } catch (MessagingException e) {
                // The connection is gone, which is what we wanted.
            }
        }
    }
}
