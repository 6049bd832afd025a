package io.cashbell.order.storefront;

import io.cashbell.web.problem.CommonProblem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;

/**
 * Hands out the shop's pages. From elsewhere they load pictures of products at most, and they run
 * no script inside a page.
 */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.VIRTUAL)
class PageController {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:;"
                    + " font-src 'self'; connect-src 'self'; manifest-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Pages pages;

    PageController(Pages pages) {
        this.pages = pages;
    }

    @Get("/")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> shop(HttpRequest<?> request) {
        return page("index.html", request);
    }

    @Get("/checkout")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> checkout(HttpRequest<?> request) {
        return page("checkout.html", request);
    }

    @Get("/result")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> result(HttpRequest<?> request) {
        return page("result.html", request);
    }

    @Get("/{file:[A-Za-z0-9-]+\\.[a-z0-9]+}")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> file(HttpRequest<?> request, @PathVariable String file) {
        return page(file, request);
    }

    @Get("/{folder:scripts|styles|images|fonts}/{+path}")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> asset(
            HttpRequest<?> request, @PathVariable String folder, @PathVariable String path) {
        return page(folder + "/" + path, request);
    }

    private MutableHttpResponse<byte[]> page(String name, HttpRequest<?> request) {
        return pages.find(name)
                .orElseThrow(() -> CommonProblem.NOT_FOUND.because("There is no such page."))
                .to(request)
                .header("Content-Security-Policy", POLICY);
    }
}
