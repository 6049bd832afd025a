package io.cashbell.order.admin.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.order.admin.AdminConfig;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.problem.ProblemTypes;
import io.cashbell.order.request.IdempotencyKey;
import io.cashbell.order.shopkeeping.ChangeShop;
import io.cashbell.order.shopkeeping.EntityTags;
import io.cashbell.order.shopkeeping.ReadShop;
import io.cashbell.web.problem.ProblemException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Products, site, and who changed them. Everybody in the console sees them; operators and owners
 * change them, by the same commands as the API's and under their own name. A form knows what it was
 * opened on: it does not undo what somebody else saved since.
 */
@Hidden
@Controller("/admin/shop")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Secured(Role.VIEW)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
class ShopController {
    private static final URI SHOP = URI.create("/admin/shop");
    private static final String PLACE = "shop";
    private static final String SAVED = "saved";
    private static final Map<String, String> FRESH = Map.of("available", "on", "active", "on");

    private final ChangeShop change;
    private final ReadShop shop;
    private final ShopPages pages;
    private final AdminConfig config;
    private final Frames frames;

    ShopController(
            ChangeShop change, ReadShop shop, ShopPages pages, AdminConfig config, Frames frames) {
        this.change = change;
        this.shop = shop;
        this.pages = pages;
        this.config = config;
        this.frames = frames;
    }

    @Get("/")
    HttpResponse<?> shop(
            HttpRequest<?> request, Authentication who, @Nullable @QueryValue String cursor) {
        String said = OnceSaid.at(PLACE, request);
        return OnceSaid.by(
                pages.shop(
                        frames.of(request, who),
                        Optional.ofNullable(cursor),
                        said.equals(SAVED),
                        null,
                        ShopFault.NONE,
                        HttpStatus.OK),
                said);
    }

    @Get("/new-product")
    @Secured(Role.OPERATE)
    HttpResponse<?> newProduct(HttpRequest<?> request, Authentication who) {
        return pages.newProduct(frames.of(request, who), FRESH, ShopFault.NONE, HttpStatus.OK);
    }

    @Get("/products/{productId}")
    HttpResponse<?> product(
            HttpRequest<?> request, Authentication who, @PathVariable String productId) {
        return pages.product(
                frames.of(request, who), productId, null, ShopFault.NONE, HttpStatus.OK);
    }

    @Post("/products")
    @Secured(Role.OPERATE)
    HttpResponse<?> create(
            HttpRequest<?> request, Authentication who, @Body Map<String, String> form) {
        Page page = frames.of(request, who).at("/admin/shop/new-product");
        return saved(
                () -> change.create(ShopForms.product(form), command(who, form)),
                refused ->
                        pages.newProduct(
                                page, form, ShopFault.of(refused, page.words()), status(refused)));
    }

    @Post("/products/{productId}")
    @Secured(Role.OPERATE)
    HttpResponse<?> replace(
            HttpRequest<?> request,
            Authentication who,
            @PathVariable String productId,
            @Body Map<String, String> form) {
        Page page = frames.of(request, who).at(ShopPages.product(productId));
        return saved(
                () -> change.replace(productId, ShopForms.product(form), command(who, form)),
                refused ->
                        pages.product(
                                page,
                                productId,
                                isOvertaken(refused) ? null : form,
                                ShopFault.of(refused, page.words()),
                                status(refused)));
    }

    @Post("/site")
    @Secured(Role.OPERATE)
    HttpResponse<?> site(
            HttpRequest<?> request, Authentication who, @Body Map<String, String> form) {
        Page page = frames.of(request, who).at(SHOP.toString());
        ObjectNode site =
                ShopForms.site(
                        form,
                        pages.methods(),
                        shop.site().view().path("methodsOff"),
                        config.zone());
        return saved(
                () -> change.replaceSite(site, command(who, form)),
                refused ->
                        pages.shop(
                                page,
                                Optional.empty(),
                                false,
                                isOvertaken(refused) ? null : form,
                                ShopFault.of(refused, page.words()),
                                status(refused)));
    }

    static HttpResponse<?> saved(
            Runnable change, Function<ProblemException, HttpResponse<?>> otherwise) {
        try {
            change.run();
            return OnceSaid.on(SHOP, PLACE, SAVED);
        } catch (ProblemException refused) {
            return otherwise.apply(refused);
        }
    }

    static ChangeShop.Command command(Authentication who, Map<String, String> form) {
        return new ChangeShop.Command(
                who.getName(),
                IdempotencyKey.of(Optional.ofNullable(form.get("key")).stream().toList()),
                EntityTags.of(
                        Optional.ofNullable(form.get("version"))
                                .filter(version -> !version.isBlank())
                                .stream()
                                .toList()));
    }

    /** Then the form shows what somebody else saved, not what was typed over it. */
    private static boolean isOvertaken(ProblemException refused) {
        return refused.type() == ProblemTypes.OVERTAKEN;
    }

    static HttpStatus status(ProblemException refused) {
        return HttpStatus.valueOf(refused.type().status());
    }
}
