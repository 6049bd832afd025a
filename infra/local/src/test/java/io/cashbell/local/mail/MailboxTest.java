package io.cashbell.local.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir private Path folder;

    private Mailbox mailbox;
    private SmtpServer smtp;
    private MailboxServer server;

    @BeforeEach
    void start() throws IOException {
        mailbox = Mailbox.open(folder);
        smtp = SmtpServer.start(0, mailbox);
        server = MailboxServer.start(0, mailbox);
    }

    @AfterEach
    void stop() {
        smtp.close();
        server.close();
    }

    @Test
    void mailIsThereWithAllThatATestAsksFor() throws Exception {
        send("新訂單 <1>", "owner@example.com, second@example.com", "共 NT$1,200", "<b>共</b>");

        var answer = messages("");
        assertThat(answer.path("total").asInt()).isEqualTo(1);
        var mail = answer.path("items").path(0);
        assertThat(mail.path("id").asText()).isNotEmpty();
        assertThat(mail.path("from").asText()).isEqualTo("Tea <shop@example.com>");
        assertThat(mail.path("to").asText()).isEqualTo("owner@example.com, second@example.com");
        assertThat(mail.path("subject").asText()).isEqualTo("新訂單 <1>");
        assertThat(mail.path("text").asText()).isEqualToIgnoringNewLines("共 NT$1,200");
        assertThat(mail.path("html").asText()).isEqualToIgnoringNewLines("<b>共</b>");
        assertThat(mail.path("headers").path("X-Event").path(0).asText()).isEqualTo("event-1");
        assertThat(Instant.parse(mail.path("receivedAt").asText()))
                .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
    }

    @Test
    void newestComesFirstAndListsCanBeCutAndContinued() throws Exception {
        for (var i = 1; i <= 5; i++) {
            send("mail " + i, "owner@example.com", "text", "<p>html</p>");
        }

        var first = messages("?limit=2");
        assertThat(first.path("items").findValuesAsText("subject"))
                .containsExactly("mail 5", "mail 4");
        var second = messages("?limit=3&cursor=" + first.path("nextCursor").asText());
        assertThat(second.path("items").findValuesAsText("subject"))
                .containsExactly("mail 3", "mail 2", "mail 1");
        assertThat(messages("").path("nextCursor").isNull()).isTrue();
    }

    @Test
    void mailIsThereAgainAfterARestart() throws Exception {
        send("kept", "owner@example.com", "text", "<p>html</p>");
        stop();
        start();

        assertThat(messages("").path("items").findValuesAsText("subject")).containsExactly("kept");
    }

    @Test
    void deletedMailIsGoneFromTheDiskToo() throws Exception {
        send("gone", "owner@example.com", "text", "<p>html</p>");

        var answer =
                HTTP.send(
                        HttpRequest.newBuilder(server.endpoint().resolve("/api/messages"))
                                .DELETE()
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(messages("").path("items")).isEmpty();
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void pageShowsTheListAndAMailWithoutItsScripts() throws Exception {
        send("<script>1</script>", "owner@example.com", "plain & simple", "<script>2</script>");
        var id = messages("").path("items").path(0).path("id").asText();

        assertThat(page("/"))
                .contains("&lt;script&gt;1&lt;/script&gt;", "/messages/" + id)
                .doesNotContain("<script>1</script>");
        assertThat(page("/messages/" + id))
                .contains("sandbox=\"allow-popups", "plain &amp; simple")
                .doesNotContain("<script>2</script>");
        var html = get("/messages/" + id + "/html");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "sandbox")
                .doesNotContain("script-src", "allow-scripts");
    }

    @Test
    void aMailThatCannotBeTakenApartIsShownAsItCameAndHidesNoOther() throws Exception {
        send("good", "owner@example.com", "text", "<p>html</p>");
        keep("Subject: letters\r\nContent-Type: text/plain; charset=x-foo\r\n\r\nwhatever");
        keep("Subject: parts\r\nContent-Type: multipart/mixed\r\n\r\nno parts at all");
        keep(
                "Subject: code\r\nContent-Type: text/plain\r\n"
                        + "Content-Transfer-Encoding: x-secret\r\n\r\nwhatever");

        var items = messages("").path("items");
        assertThat(items.findValuesAsText("subject"))
                .containsExactly("code", "parts", "letters", "good");
        assertThat(items.path(2).path("text").asText()).contains("whatever");
        assertThat(page("/")).contains("letters", "good");
    }

    @Test
    void aMailThatWasDeletedWhileTheListWasReadIsLeftOut() throws Exception {
        send("there", "owner@example.com", "text", "<p>html</p>");
        send("gone", "owner@example.com", "text", "<p>html</p>");
        try (var files = Files.list(folder)) {
            Files.delete(files.sorted().toList().getLast());
        }

        assertThat(messages("").path("items").findValuesAsText("subject")).containsExactly("there");
    }

    private void keep(String mail) throws IOException {
        mailbox.add(out -> out.write(mail.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void unknownMailIsNotFound() throws Exception {
        assertThat(get("/messages/00000000000000000001").statusCode()).isEqualTo(404);
        assertThat(get("/messages/../../secret").statusCode()).isEqualTo(404);
    }

    private void send(String subject, String to, String text, String html)
            throws MessagingException, IOException {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", String.valueOf(smtp.port()));
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("shop@example.com", "Tea"));
        message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to));
        message.setSubject(subject, StandardCharsets.UTF_8.name());
        message.setHeader("X-Event", "event-1");
        var plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        var rich = new MimeBodyPart();
        rich.setContent(html, "text/html; charset=UTF-8");
        message.setContent(new MimeMultipart("alternative", plain, rich));
        Transport.send(message);
    }

    private JsonNode messages(String query) throws IOException, InterruptedException {
        return JSON.readTree(page("/api/messages" + query));
    }

    private String page(String path) throws IOException, InterruptedException {
        var answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(server.endpoint() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
