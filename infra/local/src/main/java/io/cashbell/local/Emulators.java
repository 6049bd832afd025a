package io.cashbell.local;

import io.cashbell.local.aws.AwsEmulators;
import io.cashbell.local.mail.Mailbox;
import io.cashbell.local.mail.MailboxServer;
import io.cashbell.local.mail.SmtpServer;
import io.cashbell.local.process.Endpoints;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** AWS and mail, in this JVM. */
final class Emulators implements AutoCloseable {
    private final Running parts = new Running();
    private final Endpoints endpoints;

    /**
     * @param data where everything is kept; absent: nowhere
     * @param withAws false for the mailbox alone
     */
    private Emulators(Ports ports, @Nullable Path data, boolean withAws) throws Exception {
        try {
            var mail = data == null ? temporary() : data.resolve("mail");
            var mailbox = Mailbox.open(mail);
            var smtp = parts.start(() -> SmtpServer.start(ports.smtp(), mailbox));
            var page = parts.start(() -> MailboxServer.start(ports.mailbox(), mailbox));
            var aws =
                    withAws
                            ? parts.start(
                                    () ->
                                            AwsEmulators.start(
                                                    ports.dynamoDb(),
                                                    ports.sqs(),
                                                    ports.sns(),
                                                    data))
                            : null;
            endpoints =
                    Endpoints.of(
                            aws == null ? null : aws.dynamoDb(),
                            aws == null ? null : aws.sqs(),
                            aws == null ? null : aws.sns(),
                            URI.create("smtp://localhost:" + smtp.port()),
                            page.endpoint());
        } catch (Exception failure) {
            close();
            throw failure;
        }
    }

    static Emulators start(Ports ports, @Nullable Path data) throws Exception {
        return new Emulators(ports, data, true);
    }

    static Emulators startMailOnly(Ports ports, @Nullable Path data) throws Exception {
        return new Emulators(ports, data, false);
    }

    Endpoints endpoints() {
        return endpoints;
    }

    @Override
    public void close() {
        parts.close();
    }

    private Path temporary() throws Exception {
        var folder = Files.createTempDirectory("cashbell-mail-");
        parts.start(() -> () -> DataFolder.delete(folder));
        return folder;
    }
}
