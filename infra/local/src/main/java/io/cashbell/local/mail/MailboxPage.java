package io.cashbell.local.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;

/** The two pages of the mailbox: the list, and one mail. */
final class MailboxPage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final String STYLE = resource("mailbox.css");
    private static final String SCRIPT = resource("mailbox.js");

    /** Names our one script to the browser, so that it runs no other. */
    static final String SCRIPT_HASH = sha256(SCRIPT);

    private MailboxPage() {}

    static String list(List<Mail> mails, int total) {
        var body = new StringBuilder();
        body.append("<header><h1>Mailbox</h1><span class=\"count\">")
                .append(total == 1 ? "1 mail" : total + " mails")
                .append("</span></header>");
        if (mails.isEmpty()) {
            body.append(
                    "<p class=\"empty\">No mail yet. Pay for an order, and the bell rings.</p>");
        } else {
            body.append("<ul>");
            mails.forEach(mail -> entry(body, mail));
            body.append("</ul>");
        }
        if (!mails.isEmpty() && mails.size() < total) {
            body.append("<p><a href=\"/?cursor=")
                    .append(mails.getLast().id())
                    .append("\">Older</a></p>");
        }
        return page("Mailbox", " data-total=\"" + total + "\"", body);
    }

    static String mail(Mail mail) {
        var body = new StringBuilder();
        body.append("<header><h1>").append(escape(subject(mail))).append("</h1>");
        body.append("<a href=\"/\">Mailbox</a></header><dl>");
        detail(body, "From", mail.from());
        detail(body, "To", mail.to());
        detail(body, "Received", TIME.format(mail.receivedAt()));
        body.append("</dl>");
        if (mail.html() != null) {
            body.append("<iframe title=\"The mail\" sandbox=\"allow-popups")
                    .append(" allow-popups-to-escape-sandbox\" src=\"/messages/")
                    .append(mail.id())
                    .append("/html\"></iframe>");
        }
        var text = mail.text();
        if (text != null) {
            body.append("<h2>Plain text</h2><pre>").append(escape(text)).append("</pre>");
        }
        return page(subject(mail), "", body);
    }

    private static void entry(StringBuilder body, Mail mail) {
        body.append("<li><a href=\"/messages/").append(mail.id()).append("\">");
        body.append("<span class=\"to\">").append(escape(mail.to())).append("</span>");
        body.append("<span class=\"subject\">").append(escape(subject(mail))).append("</span>");
        body.append("<time>").append(TIME.format(mail.receivedAt())).append("</time></a></li>");
    }

    private static void detail(StringBuilder body, String name, String value) {
        body.append("<dt>").append(name).append("</dt><dd>").append(escape(value)).append("</dd>");
    }

    private static String page(String title, String attributes, CharSequence body) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                + "<link rel=\"icon\" href=\"data:,\"><title>"
                + escape(title)
                + "</title><style>"
                + STYLE
                + "</style></head><body"
                + attributes
                + ">"
                + body
                + "<script>"
                + SCRIPT
                + "</script></body></html>";
    }

    private static String subject(Mail mail) {
        return mail.subject().isBlank() ? "(no subject)" : mail.subject();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String resource(String name) {
        try (var in = MailboxPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder()
                    .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
