package io.cashbell.notification.delivery;

import io.cashbell.notification.Recipient;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.ses.SesClient;

/**
 * Hands mails to Amazon SES (API 2010-12-01, {@code SendRawEmail}). SES writes a {@code Message-ID}
 * of its own into the mail; ours stays recognisable by {@code X-Notification-Id}.
 */
@Singleton
@Requires(property = "mail.transport", value = "ses")
final class SesMailer implements Mailer {
    private final SesClient ses;

    SesMailer(SesClient ses) {
        this.ses = ses;
    }

    @Override
    public void send(Mail mail) throws MailRefusedException {
        SdkBytes content = SdkBytes.fromByteArrayUnsafe(MimeMail.of(mail));
        try {
            ses.sendRawEmail(
                    request ->
                            request.source(mail.from().address())
                                    .destinations(
                                            mail.to().stream().map(Recipient::address).toList())
                                    .rawMessage(message -> message.data(content)));
        } catch (SdkServiceException e) {
            throw new MailRefusedException("SES answered " + e.statusCode(), e);
        } catch (SdkException e) {
            throw new MailRefusedException("SES cannot be reached", e);
        }
    }
}
