package io.cashbell.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came into the mailbox.
 *
 * @param count all of them, copies too
 * @param orders those that mails tell of
 */
record Mails(int count, Set<String> orders) {
    /** An order's id where a mail links to it. */
    private static final Pattern LINK = Pattern.compile("/admin/orders/([0-9a-z]{26})");

    Mails {
        orders = Set.copyOf(orders);
    }

    static Mails in(URI mailbox, Http http) throws IOException, InterruptedException {
        int count = 0;
        Set<String> orders = new HashSet<>();
        URI first = mailbox.resolve("/api/messages?limit=500");
        URI next = first;
        while (true) {
            JsonNode page = http.getJson(next);
            for (JsonNode message : page.path("items")) {
                count++;
                Matcher link = LINK.matcher(message.path("text").asText());
                if (link.find()) {
                    orders.add(link.group(1));
                }
            }
            if (!page.path("nextCursor").isTextual()) {
                return new Mails(count, orders);
            }
            next = URI.create(first + "&cursor=" + page.path("nextCursor").asText());
        }
    }
}
