package io.cashbell.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.notification.NotificationFixtures;
import io.cashbell.notification.Recipient;
import io.cashbell.notification.template.Letter;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MimeMailTest {
    private static final String HTML = "<p>" + "訂單已付款 ".repeat(400) + "</p>";

    private static byte[] composed(String subject) {
        return MimeMail.of(
                new Mail(
                        NotificationFixtures.id(1),
                        NotificationFixtures.NOON,
                        new Recipient("shop@example.com"),
                        List.of(new Recipient("a@example.com"), new Recipient("b@example.com")),
                        new Letter(subject, "訂單已付款\n.\n..\n", HTML),
                        NotificationFixtures.TRACEPARENT));
    }

    private static MimeMessage readBack(byte[] bytes) throws MessagingException {
        return new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
    }

    @Test
    @Tag("S2-36")
    void aMailProgramReadsWhatWasWritten() throws MessagingException, IOException {
        MimeMessage mail = readBack(composed("訂單已付款 NT$1,200 · order1"));

        assertThat(mail.getSubject()).isEqualTo("訂單已付款 NT$1,200 · order1");
        assertThat(mail.getMessageID()).isEqualTo("<event1@example.com>");
        assertThat(mail.getFrom())
                .extracting(Address::toString)
                .containsExactly("shop@example.com");
        assertThat(mail.getRecipients(RecipientType.TO))
                .extracting(Address::toString)
                .containsExactly("a@example.com", "b@example.com");
        assertThat(mail.getSentDate()).isEqualTo(NotificationFixtures.NOON);
        assertThat(mail.getHeader("traceparent")).containsExactly(NotificationFixtures.TRACEPARENT);
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("X-Notification-Id")).containsExactly("order1.event1");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo("訂單已付款\n.\n..\n");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo(HTML);
    }

    @Test
    void everyByteAndLineIsWithinWhatAnyServerTakes() {
        byte[] bytes = composed("長".repeat(300));

        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text.chars()).allMatch(c -> c > 0 && c < 0x80);
        assertThat(Arrays.stream(text.split("\r\n", -1)))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(90))
                .noneMatch(line -> line.contains("\n") || line.contains("\r"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "", "茶🍵茶🍵茶🍵茶🍵茶🍵茶🍵茶🍵茶🍵茶🍵茶🍵茶🍵茶🍵", "=?UTF-8?B?eA==?="})
    void anySubjectComesBackAsItWas(String subject) throws MessagingException {
        assertThat(readBack(composed(subject)).getSubject()).isEqualTo(subject);
    }

    @Test
    void aSubjectCannotStartAHeader() throws MessagingException {
        MimeMessage mail = readBack(composed("paid\r\nBcc: everybody@example.com"));

        assertThat(mail.getHeader("Bcc")).isNull();
    }
}
