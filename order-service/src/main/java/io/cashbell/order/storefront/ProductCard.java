package io.cashbell.order.storefront;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.order.Amount;
import io.cashbell.order.Money;
import io.cashbell.order.ShopLocale;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A product as its page and the shop's first page show it, in one language and one market. */
public final class ProductCard {
    private final JsonNode product;
    private final ShopWords words;
    private final Market market;
    private final boolean isShopOpen;

    /**
     * @param product as {@code GET /api/products} tells it
     */
    ProductCard(JsonNode product, ShopWords words, Market market, boolean isShopOpen) {
        this.product = product;
        this.words = words;
        this.market = market;
        this.isShopOpen = isShopOpen;
    }

    public String id() {
        return product.path("id").asText();
    }

    ShopPath place() {
        return ShopPath.product(id());
    }

    public String path() {
        return place().in(words.locale());
    }

    public String name() {
        String name = words.choose(texts("name"));
        return name.isEmpty() ? id() : name;
    }

    /** What it is called elsewhere; may be empty. */
    public String other() {
        return texts("name").getOrDefault(otherTag(), "");
    }

    /** The language of {@link #other}, as BCP 47 writes it. */
    public String otherTag() {
        return switch (words.locale()) {
            case TRADITIONAL_CHINESE, SIMPLIFIED_CHINESE -> ShopLocale.ENGLISH.tag();
            case KOREAN, ENGLISH -> ShopLocale.TRADITIONAL_CHINESE.tag();
        };
    }

    public String about() {
        return words.choose(texts("description"));
    }

    /** Address of its picture: a path of this host, or of another one. */
    public String image() {
        return product.path("imageUrl").asText();
    }

    /** Per cent; null if nothing is said of it. */
    public @Nullable String vat() {
        String vat = product.path("vat").asText("");
        return vat.isEmpty() || vat.equals("0") ? null : vat;
    }

    /** For people; empty where it is not sold. */
    public String price() {
        Money price = money();
        return price == null ? "" : market.price(price);
    }

    /** For programs; null where it is not sold. */
    @Nullable Amount amount() {
        Money price = money();
        return price == null ? null : price.amount();
    }

    boolean isAvailable() {
        return product.path("available").asBoolean(true);
    }

    /** There is some of it, and a price. */
    public boolean isSold() {
        return isAvailable() && money() != null;
    }

    /** It can be put into the cart now. */
    public boolean isOnSale() {
        return isSold() && isShopOpen;
    }

    /** The words of its button, as {@code shop.js} chooses them. */
    public String offer() {
        if (!isAvailable()) {
            return "sold-out";
        }
        if (money() == null) {
            return "not-here";
        }
        return isShopOpen ? "add" : "paused";
    }

    private @Nullable Money money() {
        JsonNode price = product.path("unitPrice").path(market.currency().name());
        return price.isMissingNode() ? null : Money.parse(price.asText(), market.currency());
    }

    private Map<String, String> texts(String member) {
        Map<String, String> texts = new HashMap<>();
        product.path(member)
                .properties()
                .forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
        return texts;
    }
}
