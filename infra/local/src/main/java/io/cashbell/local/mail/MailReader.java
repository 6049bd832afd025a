package io.cashbell.local.mail;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stored mail: headers decoded, the first plain and the first HTML part. Where its parts
 * cannot be told (an unknown character set, say), the text is the mail as it came.
 */
final class MailReader {
    private static final Session SESSION = Session.getInstance(new Properties());

    private @Nullable String text;
    private @Nullable String html;

    private MailReader() {}

    static Mail read(String id, Path file, Instant receivedAt) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            var message = new MimeMessage(SESSION, in);
            var reader = new MailReader();
            try {
                reader.visit(message);
            } catch (MessagingException | IOException | IllegalArgumentException unreadable) {
                reader.text = Files.readString(file, StandardCharsets.ISO_8859_1);
                reader.html = null;
            }
            return new Mail(
                    id,
                    header(message, "From"),
                    header(message, "To"),
                    header(message, "Subject"),
                    reader.text,
                    reader.html,
                    receivedAt,
                    headers(message));
        } catch (MessagingException malformed) {
            throw new IOException(file + " is no mail", malformed);
        }
    }

    private void visit(Part part) throws MessagingException, IOException {
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                visit(parts.getBodyPart(i));
            }
        } else if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return;
        } else if (html == null && part.isMimeType("text/html")) {
            html = String.valueOf(part.getContent());
        } else if (text == null && part.isMimeType("text/*")) {
            text = String.valueOf(part.getContent());
        }
    }

    private static String header(MimeMessage message, String name) throws MessagingException {
        var value = message.getHeader(name, ", ");
        return value == null ? "" : decoded(value);
    }

    private static Map<String, List<String>> headers(MimeMessage message)
            throws MessagingException {
        var headers = new LinkedHashMap<String, List<String>>();
        for (var all = message.getAllHeaders(); all.hasMoreElements(); ) {
            Header header = all.nextElement();
            headers.computeIfAbsent(header.getName(), _ -> new ArrayList<>())
                    .add(decoded(header.getValue()));
        }
        return headers;
    }

    private static String decoded(String value) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(value));
        } catch (UnsupportedEncodingException unknownCharset) {
            return value;
        }
    }
}
