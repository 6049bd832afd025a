package io.cashbell.order.shopkeeping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The catalog's document, open for a change. */
final class ShopDocument {
    private static final String PRODUCTS = "products";
    private static final String SITE = "site";

    private final ObjectNode root;

    private ShopDocument(ObjectNode root) {
        this.root = root;
    }

    /**
     * @throws IllegalStateException if it is no catalog, which nobody wrote through us
     */
    static ShopDocument read(ObjectMapper json, String text) {
        try {
            if (json.readTree(text) instanceof ObjectNode root) {
                return new ShopDocument(root);
            }
            throw new IllegalStateException("The catalog is no object");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The catalog is no JSON", e);
        }
    }

    /** In the order in which the shop shows them. */
    List<ObjectNode> products() {
        List<ObjectNode> products = new ArrayList<>();
        for (JsonNode node : root.path(PRODUCTS)) {
            if (node instanceof ObjectNode product) {
                products.add(product);
            }
        }
        return products;
    }

    Optional<ObjectNode> product(String id) {
        return products().stream()
                .filter(product -> product.path("id").asText().equals(id))
                .findFirst();
    }

    ObjectNode site() {
        return root.path(SITE) instanceof ObjectNode site ? site : root.objectNode();
    }

    void add(ObjectNode product) {
        (root.path(PRODUCTS) instanceof ArrayNode products ? products : root.putArray(PRODUCTS))
                .add(product);
    }

    /** In the place of the one with the same id. */
    void replace(ObjectNode product) {
        ArrayNode products = (ArrayNode) root.path(PRODUCTS);
        for (int i = 0; i < products.size(); i++) {
            if (products.get(i).path("id").equals(product.path("id"))) {
                products.set(i, product);
            }
        }
    }

    void replaceSite(ObjectNode site) {
        root.set(SITE, site);
    }

    String text() {
        return root.toString();
    }
}
