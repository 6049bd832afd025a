package io.cashbell.endtoend.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The mails, as the mailbox's JSON tells them. */
public final class Mailbox {
    private final URI address;
    private final String owner;

    /** Those read so far, oldest first: thousands are there in the end, and none ever changes. */
    private final List<Mail> read = new ArrayList<>();

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
        var unread = count() - read.size();
        while (unread > 0) {
            var newest = newest(unread);
            var behind = newest.path("total").asInt() - read.size() - unread;
            if (behind <= 0) {
                Json.elements(newest.path("items")).reversed().stream()
                        .map(Mail::new)
                        .forEach(read::add);
                break;
            }
            // Others have come meanwhile, and push out as many of those that were asked for.
            unread += behind;
        }
        return List.copyOf(read.reversed());
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
