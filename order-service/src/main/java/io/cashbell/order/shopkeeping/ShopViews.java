package io.cashbell.order.shopkeeping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.order.Digest;
import java.util.List;

/** Products and site as their owner sees them: what is read here can be written back. */
final class ShopViews {
    /** As many bits as {@code CacheableAnswer} takes. */
    private static final int TAG_LENGTH = 22;

    private static final List<String> PRODUCT =
            List.of("id", "name", "description", "unitPrice", "vat", "imageUrl");

    private ShopViews() {}

    static ObjectNode product(ObjectNode kept) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        for (String name : PRODUCT) {
            if (kept.has(name)) {
                view.set(name, kept.get(name));
            }
        }
        // As the shop reads one that does not say.
        view.put("available", kept.path("available").asBoolean(true));
        view.put("active", kept.path("active").asBoolean(true));
        return view;
    }

    static ObjectNode site(ObjectNode kept) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("status", kept.path("status").asText("open"));
        view.set("announcement", objectOf(kept.path("announcement")));
        for (String name : List.of(SiteReader.FROM, SiteReader.UNTIL)) {
            if (kept.hasNonNull(name)) {
                view.set(name, kept.get(name));
            }
        }
        view.set("flags", objectOf(kept.path("flags")));
        view.putArray("methodsOff");
        if (kept.path("methodsOff").isArray()) {
            view.set("methodsOff", kept.get("methodsOff"));
        }
        return view;
    }

    /** A strong entity tag: another one whenever anything of it is different. */
    static String tag(JsonNode view) {
        return '"' + Digest.of(view.toString()).value().substring(0, TAG_LENGTH) + '"';
    }

    private static JsonNode objectOf(JsonNode node) {
        return node.isObject() ? node : JsonNodeFactory.instance.objectNode();
    }
}
