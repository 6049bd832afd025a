package io.cashbell.notification.delivery;

import jakarta.mail.AuthenticationFailedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Says in a few words why a mail was not taken. Servers repeat addresses in their answers, so only
 * codes are kept.
 */
final class SmtpFailure {
    private SmtpFailure() {}

    static MailRefusedException of(Throwable failure) {
        if (failure instanceof MailRefusedException refused) {
            return refused;
        }
        String reason = "the conversation with the mail server broke off";
        for (@Nullable Throwable cause = failure; cause != null; cause = next(cause)) {
            switch (cause) {
                case SMTPAddressFailedException e -> reason = answered(e.getReturnCode());
                case SMTPSenderFailedException e -> reason = answered(e.getReturnCode());
                case SMTPSendFailedException e when e.getReturnCode() > 0 ->
                        reason = answered(e.getReturnCode());
                case AuthenticationFailedException _ ->
                        reason = "the mail server refused our sign-in";
                case SocketTimeoutException _ -> reason = "the mail server did not answer in time";
                case MailConnectException _, ConnectException _, UnknownHostException _ ->
                        reason = "the mail server cannot be reached";
                default -> {}
            }
        }
        return new MailRefusedException(reason, failure);
    }

    private static String answered(int code) {
        return "the mail server answered " + code;
    }

    /** jakarta.mail chains by {@code getNextException}, which is also the cause. */
    private static @Nullable Throwable next(Throwable failure) {
        return failure instanceof IOException ? null : failure.getCause();
    }
}
