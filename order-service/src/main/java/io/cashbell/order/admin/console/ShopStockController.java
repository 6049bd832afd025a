package io.cashbell.order.admin.console;

import static io.cashbell.order.admin.console.ShopController.command;
import static io.cashbell.order.admin.console.ShopController.saved;
import static io.cashbell.order.admin.console.ShopController.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.shopkeeping.ChangeShop;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;

/** Units of a product: their number, or so many more or fewer, by the API's commands. */
@Hidden
@Controller("/admin/shop/products/{productId}/stock")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Secured(Role.OPERATE)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
class ShopStockController {
    private final ChangeShop change;
    private final ShopPages pages;
    private final Frames frames;

    ShopStockController(ChangeShop change, ShopPages pages, Frames frames) {
        this.change = change;
        this.pages = pages;
        this.frames = frames;
    }

    @Post
    HttpResponse<?> set(
            HttpRequest<?> request,
            Authentication who,
            @PathVariable String productId,
            @Body Map<String, String> form) {
        JsonNode stock = ShopForms.number("available", form);
        return answered(
                () -> change.setStock(productId, stock, command(who, form)),
                frames.of(request, who).at(ShopPages.product(productId)),
                productId);
    }

    @Post("/adjustments")
    HttpResponse<?> adjust(
            HttpRequest<?> request,
            Authentication who,
            @PathVariable String productId,
            @Body Map<String, String> form) {
        JsonNode adjustment = ShopForms.number("by", form);
        return answered(
                () -> change.adjustStock(productId, adjustment, command(who, form)),
                frames.of(request, who).at(ShopPages.product(productId)),
                productId);
    }

    private HttpResponse<?> answered(Runnable command, Page page, String productId) {
        return saved(
                command,
                refused ->
                        pages.product(
                                page,
                                productId,
                                null,
                                ShopFault.of(refused, page.words()),
                                status(refused)));
    }
}
