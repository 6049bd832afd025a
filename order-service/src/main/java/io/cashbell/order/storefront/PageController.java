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
 * Hands out the checkout, the page of an order, and the files that the shop's pages are made of.
 */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.VIRTUAL)
class PageController {
    private final FixedPages fixed;
    private final Pages files;

    PageController(FixedPages fixed, Pages files) {
        this.fixed = fixed;
        this.files = files;
    }

    @Get("/checkout")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> checkout(HttpRequest<?> request) {
        return PagePolicy.of(fixed.checkout().to(request));
    }

    @Get("/result")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> result(HttpRequest<?> request) {
        return PagePolicy.of(fixed.result().to(request));
    }

    @Get("/{file:[A-Za-z0-9-]+\\.[a-z0-9]+}")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> file(HttpRequest<?> request, @PathVariable String file) {
        return answer(file, request);
    }

    @Get("/{folder:scripts|styles|images|fonts}/{+path}")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> asset(
            HttpRequest<?> request, @PathVariable String folder, @PathVariable String path) {
        return answer(folder + "/" + path, request);
    }

    private MutableHttpResponse<byte[]> answer(String name, HttpRequest<?> request) {
        return PagePolicy.of(
                files.find(name)
                        .orElseThrow(
                                () -> CommonProblem.NOT_FOUND.because("There is no such page."))
                        .to(request));
    }
}
