package io.cashbell.order.admin.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The shop's forms as the bodies that the API takes, and back. A field is named as the pointer to
 * its place in the body, without the first slash; an empty one is not given.
 */
final class ShopForms {
    /** Before the code of a payment method that is on. */
    static final String METHOD = "method/";

    private static final List<String> SWITCHES = List.of("available", "active");
    private static final List<String> MOMENTS = List.of("announcementFrom", "announcementUntil");

    /** What a form says of itself, not of the shop. */
    private static final Set<String> OWN = Set.of("key", "version");

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

    private ShopForms() {}

    static ObjectNode product(Map<String, String> form) {
        ObjectNode product = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("name", "description", "unitPrice")) {
            product.putObject(name);
        }
        form.forEach(
                (name, value) -> {
                    if (!OWN.contains(name) && !SWITCHES.contains(name) && !value.isBlank()) {
                        put(product, name, oneLine(value));
                    }
                });
        SWITCHES.forEach(name -> product.put(name, form.containsKey(name)));
        return product;
    }

    /**
     * @param shown the payment methods that the form has
     * @param off those that are off by now; what the form does not show stays so
     */
    static ObjectNode site(
            Map<String, String> form, Collection<String> shown, JsonNode off, ZoneId zone) {
        ObjectNode site = JsonNodeFactory.instance.objectNode();
        form.forEach(
                (name, value) -> {
                    if (!OWN.contains(name) && !name.startsWith(METHOD) && !value.isBlank()) {
                        put(
                                site,
                                name,
                                MOMENTS.contains(name) ? moment(value, zone) : oneLine(value));
                    }
                });
        Set<String> codes = new LinkedHashSet<>();
        off.forEach(code -> codes.add(code.asText()));
        codes.removeAll(shown);
        shown.stream().filter(code -> !form.containsKey(METHOD + code)).forEach(codes::add);
        ArrayNode methods = site.putArray("methodsOff");
        codes.forEach(methods::add);
        return site;
    }

    /**
     * One whole number; an empty field stands for none. Nonsense is left for the reader to refuse.
     */
    static ObjectNode number(String name, Map<String, String> form) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        String typed = form.getOrDefault(name, "").strip().replace(",", "");
        try {
            return typed.isEmpty() ? body.putNull(name) : body.put(name, Long.parseLong(typed));
        } catch (NumberFormatException e) {
            return body.put(name, typed);
        }
    }

    /** What the fields hold when the form is opened. */
    static Map<String, String> fields(ObjectNode product) {
        Map<String, String> fields = new HashMap<>();
        product.properties()
                .forEach(
                        member -> {
                            JsonNode value = member.getValue();
                            if (value.isObject()) {
                                value.properties()
                                        .forEach(
                                                each ->
                                                        fields.put(
                                                                member.getKey()
                                                                        + "/"
                                                                        + each.getKey(),
                                                                each.getValue().asText()));
                            } else if (!value.isBoolean() || value.booleanValue()) {
                                fields.put(member.getKey(), value.asText());
                            }
                        });
        return fields;
    }

    /** What the fields hold when the form is opened. */
    static Map<String, String> siteFields(ObjectNode site, Collection<String> shown, ZoneId zone) {
        Map<String, String> fields = fields(site);
        for (String name : MOMENTS) {
            if (site.has(name)) {
                fields.put(
                        name, MINUTES.format(Instant.parse(site.path(name).asText()).atZone(zone)));
            }
        }
        Set<String> off = new LinkedHashSet<>();
        site.path("methodsOff").forEach(code -> off.add(code.asText()));
        shown.stream()
                .filter(code -> !off.contains(code))
                .forEach(code -> fields.put(METHOD + code, "on"));
        return fields;
    }

    private static void put(ObjectNode body, String name, String value) {
        int slash = name.indexOf('/');
        if (slash < 0) {
            body.put(name, value);
            return;
        }
        String of = name.substring(0, slash);
        String within = name.substring(slash + 1);
        ObjectNode object = body.path(of) instanceof ObjectNode known ? known : body.putObject(of);
        object.put(within, of.equals("unitPrice") ? value.replace(",", "") : value);
    }

    /** Nobody means the line ends that a text field makes of a long line. */
    static String oneLine(String typed) {
        return typed.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** A browser gives a time of the shop; anything else is left for the reader to refuse. */
    private static String moment(String typed, ZoneId zone) {
        try {
            return LocalDateTime.parse(typed).atZone(zone).toInstant().toString();
        } catch (DateTimeException e) {
            return typed;
        }
    }
}
