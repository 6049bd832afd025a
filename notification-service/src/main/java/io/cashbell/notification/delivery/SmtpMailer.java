package io.cashbell.notification.delivery;

import io.cashbell.notification.Recipient;
import io.cashbell.notification.delivery.SmtpConnections.Connection;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands mails to a mail server by SMTP (RFC 5321), with TLS where the server offers it. */
@Singleton
@Requires(property = "mail.transport", value = "smtp")
final class SmtpMailer implements Mailer {
    private static final Logger log = LoggerFactory.getLogger(SmtpMailer.class);

    private final SmtpConnections connections;
    private final Duration limit;

    // A virtual thread that is interrupted closes the socket it waits for: the only way to give a
    // whole
    // conversation one time limit, whatever the server does with each answer.
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    SmtpMailer(SmtpConfig config, MailConfig mail, InstantSource clock) {
        this.connections = new SmtpConnections(config, mail.sender().address(), clock);
        this.limit = config.sendLimit();
    }

    @Override
    public void send(Mail mail) throws MailRefusedException {
        byte[] content = MimeMail.of(mail);
        Address[] to = addresses(mail.to());
        Future<?> sending =
                threads.submit(
                        () -> {
                            converse(content, to);
                            return null;
                        });
        try {
            sending.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            sending.cancel(true);
            throw new MailRefusedException("the mail server took too long", e);
        } catch (InterruptedException e) {
            sending.cancel(true);
            Thread.currentThread().interrupt();
            throw new MailRefusedException("we are stopping", e);
        } catch (ExecutionException e) {
            throw SmtpFailure.of(e.getCause() == null ? e : e.getCause());
        }
    }

    @Scheduled(fixedDelay = "5s")
    void closeIdle() {
        connections.closeIdle();
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
        connections.close();
    }

    private void converse(byte[] content, Address[] to)
            throws MessagingException, MailRefusedException, InterruptedException {
        Connection connection = connections.take();
        boolean usable = false;
        try {
            connection.transport().sendMessage(new Prepared(connections.session(), content), to);
            usable = true;
        } catch (SendFailedException e) {
            Address[] reached = e.getValidSentAddresses();
            if (reached == null || reached.length == 0) {
                throw e;
            }
            usable = true;
            log.atWarn()
                    .addKeyValue("recipients", to.length)
                    .addKeyValue("reached", reached.length)
                    .log("The mail server refused some of the administrators' addresses");
        } finally {
            if (usable) {
                connections.giveBack(connection);
            } else {
                connections.drop(connection);
            }
        }
    }

    private static Address[] addresses(List<Recipient> recipients) throws MailRefusedException {
        try {
            Address[] addresses = new Address[recipients.size()];
            for (int i = 0; i < addresses.length; i++) {
                addresses[i] = new InternetAddress(recipients.get(i).address());
            }
            return addresses;
        } catch (AddressException e) {
            throw new MailRefusedException("an administrator's address cannot be used", e);
        }
    }

    /** A message whose bytes are there already. */
    private static final class Prepared extends MimeMessage {
        private final byte[] bytes;

        private Prepared(Session session, byte[] bytes) {
            super(session);
            this.bytes = bytes;
        }

        @Override
        public void writeTo(OutputStream out, String[] ignored) throws IOException {
            out.write(bytes);
        }
    }
}
