package io.cashbell.notification.delivery;

import io.cashbell.notification.NotificationId;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands mails to a mail server by SMTP (RFC 5321), with TLS where the server offers it.
 *
 * <p>An address that is refused for good does not keep the mail from being sent to the others. One
 * that is put off does: the mail is refused, and its next attempts go to those alone who do not
 * have it. Who has it is known to this process only; another one, or the next, sends all of them a
 * copy with the same {@code Message-ID}.
 */
@Singleton
@Requires(property = "mail.transport", value = "smtp")
final class SmtpMailer implements Mailer {
    private static final Logger log = LoggerFactory.getLogger(SmtpMailer.class);

    private final SmtpConnections connections;
    private final Duration limit;
    private final Map<NotificationId, Set<Address>> partly =
            Collections.synchronizedMap(new Latest());

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
        Set<Address> having = partly.getOrDefault(mail.id(), Set.of());
        Address[] to =
                Arrays.stream(addresses(mail.to()))
                        .filter(one -> !having.contains(one))
                        .toArray(Address[]::new);
        Future<?> sending =
                threads.submit(
                        () -> {
                            converse(mail.id(), content, to, having);
                            return null;
                        });
        try {
            sending.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            partly.remove(mail.id());
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

    private void converse(NotificationId id, byte[] content, Address[] to, Set<Address> having)
            throws MessagingException, MailRefusedException, InterruptedException {
        if (to.length == 0) {
            // Whoever was put off is no reader any more.
            return;
        }
        Connection connection = connections.take();
        boolean usable = false;
        try {
            connection.transport().sendMessage(new Prepared(connections.session(), content), to);
            usable = true;
        } catch (SendFailedException e) {
            Set<Address> reached = set(e.getValidSentAddresses());
            if (reached.isEmpty() && having.isEmpty()) {
                throw e;
            }
            usable = !reached.isEmpty();
            if (!set(e.getValidUnsentAddresses()).isEmpty()) {
                Set<Address> all = new HashSet<>(having);
                all.addAll(reached);
                partly.put(id, all);
                throw MailRefusedException.partly(
                        "the mail server put off some of the addresses", e);
            }
            log.atWarn()
                    .addKeyValue("recipients", to.length)
                    .addKeyValue("reached", reached.size())
                    .log("The mail server refused some of the administrators' addresses");
        } finally {
            if (usable) {
                connections.giveBack(connection);
            } else {
                connections.drop(connection);
            }
        }
    }

    private static Set<Address> set(Address @Nullable [] addresses) {
        return addresses == null ? Set.of() : new HashSet<>(Arrays.asList(addresses));
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

    /** Forgets the oldest of many. */
    private static final class Latest extends LinkedHashMap<NotificationId, Set<Address>> {
        private static final int MOST = 1_000;

        @Override
        protected boolean removeEldestEntry(Map.Entry<NotificationId, Set<Address>> eldest) {
            return size() > MOST;
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
