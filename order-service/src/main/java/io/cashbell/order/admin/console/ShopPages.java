package io.cashbell.order.admin.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.order.Currency;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.ShopLocale;
import io.cashbell.order.admin.AdminConfig;
import io.cashbell.order.catalog.PaymentMethods;
import io.cashbell.order.shopkeeping.ChangeView;
import io.cashbell.order.shopkeeping.KeptShop;
import io.cashbell.order.shopkeeping.ReadShop;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Draws the shop's pages, each with its forms as they are opened or as they were sent. */
@Singleton
class ShopPages {
    private static final int CHANGES = 20;
    private static final ReadShop.Seen NO_STOCK =
            new ReadShop.Seen(JsonNodeFactory.instance.objectNode(), "");
    private static final List<String> LANGUAGES =
            Arrays.stream(ShopLocale.values()).map(ShopLocale::tag).toList();
    private static final List<String> CURRENCIES =
            Arrays.stream(Currency.values()).map(Currency::name).toList();

    private final ReadShop shop;
    private final PaymentMethods methods;
    private final AdminConfig config;
    private final ObjectMapper json;
    private final Views views;

    ShopPages(
            ReadShop shop,
            PaymentMethods methods,
            AdminConfig config,
            ObjectMapper json,
            Views views) {
        this.shop = shop;
        this.methods = methods;
        this.config = config;
        this.json = json;
        this.views = views;
    }

    /** The address of a product's page. */
    static String product(String productId) {
        return "/admin/shop/products/" + productId;
    }

    /** The codes of the payment methods that can be switched. */
    List<String> methods() {
        return methods.all().stream().map(PaymentMethod::code).toList();
    }

    /**
     * @param cursor where the changes begin; empty for the latest
     * @param typed what was sent; null where the form is opened
     */
    MutableHttpResponse<?> shop(
            Page page,
            Optional<String> cursor,
            boolean saved,
            @Nullable Map<String, String> typed,
            ShopFault fault,
            HttpStatus status) {
        ReadShop.Seen site = shop.site();
        KeptShop.Page changes = shop.changes(cursor, CHANGES);
        Map<String, Object> values = new HashMap<>();
        values.put("page", page);
        values.put("saved", saved);
        values.put("languages", LANGUAGES);
        values.put("methods", methods());
        values.put(
                "fields",
                typed == null
                        ? ShopForms.siteFields(site.view(), methods(), config.zone())
                        : typed);
        values.put("fault", fault);
        values.put("version", site.tag());
        values.put("key", EventIds.next());
        values.put(
                "shown",
                new ShopPage(
                        shop.products().stream()
                                .map(each -> ShopPage.ProductRow.of(each, page.words()))
                                .toList(),
                        changes.changes().stream()
                                .map(each -> ShopPage.ChangeRow.of(ChangeView.of(each, json)))
                                .toList(),
                        changes.next().map(next -> "/admin/shop?cursor=" + next).orElse("")));
        return views.page(status, "shop", values);
    }

    /** The form of a product that is not there yet. */
    HttpResponse<?> newProduct(
            Page page, Map<String, String> fields, ShopFault fault, HttpStatus status) {
        return product(page, "", "", NO_STOCK, fields, fault, status);
    }

    /**
     * @param typed what was sent; null where the form is opened
     */
    HttpResponse<?> product(
            Page page,
            String productId,
            @Nullable Map<String, String> typed,
            ShopFault fault,
            HttpStatus status) {
        ReadShop.Seen product = shop.product(productId);
        return product(
                page,
                productId,
                product.tag(),
                shop.stock(productId),
                typed == null ? ShopForms.fields(product.view()) : typed,
                fault,
                status);
    }

    private HttpResponse<?> product(
            Page page,
            String productId,
            String version,
            ReadShop.Seen stock,
            Map<String, String> fields,
            ShopFault fault,
            HttpStatus status) {
        Map<String, Object> values = new HashMap<>();
        values.put("page", page);
        values.put("productId", productId);
        values.put("languages", LANGUAGES);
        values.put("currencies", CURRENCIES);
        values.put("fields", fields);
        values.put("fault", fault);
        values.put("version", version);
        values.put("key", EventIds.next());
        values.put("stock", stock.view().path("available").asText(""));
        values.put("stockVersion", stock.tag());
        return views.page(status, "product", values);
    }
}
