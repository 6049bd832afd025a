package io.cashbell.order.storefront;

import io.cashbell.order.ShopLocale;
import io.cashbell.order.caching.CacheableAnswer;
import io.cashbell.order.lookup.Addresses;
import io.cashbell.web.problem.CommonProblem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The shop as anybody can read it: first page and products, and what search engines ask for. */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.VIRTUAL)
class StorefrontController {
    private static final String ROBOTS =
            """
            User-agent: *
            Disallow: /admin
            Disallow: /api/
            Disallow: /checkout
            Disallow: /result

            """;

    private final DrawnShop shop;
    private final CacheableAnswer robots;

    StorefrontController(DrawnShop shop, Addresses addresses) {
        this.shop = shop;
        this.robots =
                CacheableAnswer.of(
                        (ROBOTS + "Sitemap: " + addresses.storefront("/sitemap.xml") + "\n")
                                .getBytes(StandardCharsets.UTF_8),
                        MediaType.of("text/plain; charset=utf-8"),
                        Duration.ofHours(1),
                        Duration.ofDays(1));
    }

    @Get("/")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> home(HttpRequest<?> request) {
        return PagePolicy.of(shop.home(request, ShopLocale.TRADITIONAL_CHINESE));
    }

    @Get("/{language:en|ko|zh-CN}")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> home(HttpRequest<?> request, @PathVariable String language) {
        return PagePolicy.of(shop.home(request, locale(language)));
    }

    @Get("/products/{id}")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> product(HttpRequest<?> request, @PathVariable String id) {
        return product(request, ShopLocale.TRADITIONAL_CHINESE, id);
    }

    @Get("/{language:en|ko|zh-CN}/products/{id}")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> product(
            HttpRequest<?> request, @PathVariable String language, @PathVariable String id) {
        return product(request, locale(language), id);
    }

    @Get("/sitemap.xml")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> sitemap(HttpRequest<?> request) {
        return shop.sitemap(request);
    }

    @Get("/robots.txt")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> robots(HttpRequest<?> request) {
        return robots.to(request);
    }

    private HttpResponse<byte[]> product(HttpRequest<?> request, ShopLocale locale, String id) {
        return shop.product(request, locale, id)
                .map(PagePolicy::of)
                .orElseThrow(() -> CommonProblem.NOT_FOUND.because("There is no such product."));
    }

    private static ShopLocale locale(String language) {
        return ShopLocale.find(language)
                .orElseThrow(() -> CommonProblem.NOT_FOUND.because("There is no such page."));
    }
}
