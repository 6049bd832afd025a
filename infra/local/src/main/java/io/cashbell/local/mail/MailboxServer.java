package io.cashbell.local.mail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import io.cashbell.local.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The mailbox for people, as pages, and for tests, as JSON. */
public final class MailboxServer implements AutoCloseable {
    private static final int DEFAULT_LIMIT = 1_000;
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .build();
    private static final Pattern ONE = Pattern.compile("(/api)?/messages/(\\d{20})(/html)?");
    private static final Pattern LIMIT = Pattern.compile("(?:^|&)limit=(\\d{1,6})(?:&|$)");
    private static final Pattern CURSOR = Pattern.compile("(?:^|&)cursor=(\\d{20})(?:&|$)");

    private final Mailbox mailbox;
    private final LoopbackServer server;

    private MailboxServer(int port, Mailbox mailbox) throws IOException {
        this.mailbox = mailbox;
        this.server = LoopbackServer.start(port, Map.of("/", this::answer));
    }

    /**
     * Listens, and shows this box.
     *
     * @param port 0 chooses a free one
     */
    public static MailboxServer start(int port, Mailbox mailbox) throws IOException {
        return new MailboxServer(port, mailbox);
    }

    public URI endpoint() {
        return URI.create("http://localhost:" + server.port());
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var query = exchange.getRequestURI().getQuery();
        var one = ONE.matcher(path);
        if (path.equals("/api/messages")) {
            messages(exchange, query);
        } else if (path.equals("/")) {
            page(exchange, MailboxPage.list(mailbox.newest(cursor(query), 200), mailbox.size()));
        } else if (one.matches()) {
            var mail = mailbox.find(one.group(2));
            if (mail.isEmpty()) {
                notFound(exchange);
            } else if (one.group(1) != null) {
                json(exchange, mail.get());
            } else if (one.group(3) != null) {
                html(exchange, mail.get());
            } else {
                page(exchange, MailboxPage.mail(mail.get()));
            }
        } else {
            notFound(exchange);
        }
    }

    private void messages(HttpExchange exchange, @Nullable String query) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "DELETE" -> {
                mailbox.clear();
                LoopbackServer.send(exchange, 204, "application/json", "");
            }
            case "GET", "HEAD" -> {
                var limit = limit(query);
                var items = mailbox.newest(cursor(query), limit);
                var next = items.size() < limit || limit == 0 ? null : items.getLast().id();
                json(exchange, new Messages(items, next, mailbox.size()));
            }
            default -> {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD, DELETE");
                LoopbackServer.send(exchange, 405, "text/plain", "method not allowed");
            }
        }
    }

    private static int limit(@Nullable String query) {
        var limit = LIMIT.matcher(query == null ? "" : query);
        return limit.find() ? Integer.parseInt(limit.group(1)) : DEFAULT_LIMIT;
    }

    private static Optional<String> cursor(@Nullable String query) {
        var cursor = CURSOR.matcher(query == null ? "" : query);
        return cursor.find() ? Optional.of(cursor.group(1)) : Optional.empty();
    }

    private static void json(HttpExchange exchange, Object value) throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        LoopbackServer.send(
                exchange, 200, "application/json; charset=utf-8", JSON.writeValueAsString(value));
    }

    private static void page(HttpExchange exchange, String page) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Cache-Control", "no-store");
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"
                        + MailboxPage.SCRIPT_HASH
                        + "'; connect-src 'self'; frame-src 'self'; img-src data:");
        LoopbackServer.send(exchange, 200, "text/html; charset=utf-8", page);
    }

    /** A stranger's HTML: no scripts, no forms, and no way out of its frame but a new window. */
    private static void html(HttpExchange exchange, Mail mail) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
                        + " sandbox allow-popups allow-popups-to-escape-sandbox");
        headers.set("X-Content-Type-Options", "nosniff");
        var html = mail.html();
        LoopbackServer.send(
                exchange,
                200,
                "text/html; charset=utf-8",
                "<base target=\"_blank\">" + (html == null ? "" : html));
    }

    private static void notFound(HttpExchange exchange) throws IOException {
        LoopbackServer.send(exchange, 404, "text/plain; charset=utf-8", "There is no such mail.");
    }

    /**
     * @param total of all mails, not only of these
     */
    record Messages(java.util.List<Mail> items, @Nullable String nextCursor, int total) {}
}
