package io.cashbell.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What came into the mailbox. */
final class Mails {
    /** An order's id where a mail links to it. */
    private static final Pattern LINK = Pattern.compile("/admin/orders/([0-9a-z]{26})");

    private Mails() {}

    /** The orders that mails tell of. */
    static Set<String> orders(Shop shop, Http http) throws IOException, InterruptedException {
        Set<String> orders = new HashSet<>();
        URI first = shop.resources().mailbox().resolve("/api/messages?limit=500");
        URI next = first;
        while (true) {
            JsonNode page = http.getJson(next);
            for (JsonNode message : page.path("items")) {
                Matcher link = LINK.matcher(message.path("text").asText());
                if (link.find()) {
                    orders.add(link.group(1));
                }
            }
            if (!page.path("nextCursor").isTextual()) {
                return orders;
            }
            next = URI.create(first + "&cursor=" + page.path("nextCursor").asText());
        }
    }
}
