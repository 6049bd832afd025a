package io.cashbell.endtoend.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The mails, as the mailbox's JSON tells them. */
public final class Mailbox {
    /** Of mails that come at once an older one may be seen after a younger. */
    private static final int MARGIN = 50;

    private final URI address;
    private final String owner;

    /** Those read so far by id: thousands are there in the end, and none ever changes. */
    private final NavigableMap<String, Mail> read = new TreeMap<>();

    /**
     * @param owner to whom the administrators' mails go
     */
    public Mailbox(URI address, String owner) {
        this.address = address;
        this.owner = owner;
    }

    /** A mail. */
    public record Mail(JsonNode json) {
        public String to() {
            return json.path("to").asText();
        }

        public String subject() {
            return json.path("subject").asText();
        }

        public String text() {
            return json.path("text").asText();
        }

        public String html() {
            return json.path("html").asText();
        }

        /** The first of that name, whatever its letter case. */
        public Optional<String> header(String name) {
            return json.path("headers").properties().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().path(0).asText())
                    .findFirst();
        }

        /** Copies of one mail have the same. */
        public String messageId() {
            return header("Message-ID").orElseThrow();
        }

        /** The last word of its subject. */
        public String orderId() {
            return subject().substring(subject().lastIndexOf(' ') + 1);
        }

        public boolean isAbout(String orderId) {
            return orderId().equals(orderId);
        }

        /** That an order was paid. */
        public boolean tellsOfPayment() {
            return subject().startsWith("訂單已付款");
        }

        public boolean tellsOfFailure() {
            return subject().startsWith("付款失敗");
        }

        public boolean tellsOfNewOrder() {
            return subject().startsWith("新訂單");
        }
    }

    public URI address() {
        return address;
    }

    /** Newest first. */
    public synchronized List<Mail> all() {
        var total = count();
        for (var limit = total - read.size(); read.size() < total; limit += MARGIN) {
            var newest = newest(limit + MARGIN);
            for (var mail : Json.elements(newest.path("items"))) {
                read.putIfAbsent(mail.path("id").asText(), new Mail(mail));
            }
            total = newest.path("total").asInt();
        }
        return List.copyOf(read.descendingMap().values());
    }

    /** How many there are; cheaper than asking for all. */
    public int count() {
        return newest(0).path("total").asInt();
    }

    private JsonNode newest(int limit) {
        return Http.get(address.resolve("/api/messages?limit=" + limit)).expect(200).json();
    }

    /** To the administrators. */
    public List<Mail> about(String orderId) {
        return mails(owner, orderId);
    }

    /** Waits for a mail about an order to its buyer. */
    public Mail awaitForBuyer(String address, String orderId, String subject, Duration limit) {
        return Poll.get(
                limit,
                subject + " to the buyer of " + orderId,
                () ->
                        mails(address, orderId).stream()
                                .filter(mail -> mail.subject().startsWith(subject))
                                .findFirst());
    }

    private List<Mail> mails(String address, String orderId) {
        return all().stream()
                .filter(mail -> mail.to().equals(address))
                .filter(mail -> mail.isAbout(orderId))
                .toList();
    }

    /** Waits for the first mail about an order. */
    public Mail await(String orderId, Duration limit) {
        return Poll.get(
                limit, "a mail about " + orderId, () -> about(orderId).stream().findFirst());
    }
}
