package io.cashbell.order.admin.console;

import io.cashbell.order.caching.CacheableAnswer;
import io.cashbell.web.problem.CommonProblem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Style and scripts of the console; the same for everybody, signed in or not. */
@Hidden
@Controller("/admin/assets")
class AssetController {
    private static final MediaType CSS = MediaType.of("text/css; charset=utf-8");
    private static final MediaType SCRIPT = MediaType.of("text/javascript; charset=utf-8");
    private static final String WEBJARS = "/META-INF/resources/webjars/";

    private final Map<String, CacheableAnswer> assets = new TreeMap<>();

    AssetController(Webjars webjars) {
        add("pico.css", WEBJARS + webjars.pico() + "/css/pico.min.css", CSS);
        add("htmx.js", WEBJARS + webjars.htmx() + "/dist/htmx.min.js", SCRIPT);
        add("console.css", "/console/console.css", CSS);
    }

    @Get("/{name}")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> asset(HttpRequest<?> request, @PathVariable String name) {
        CacheableAnswer asset = assets.get(name);
        if (asset == null) {
            throw CommonProblem.NOT_FOUND.because("There is no such file.");
        }
        return asset.to(request);
    }

    private void add(String name, String resource, MediaType type) {
        try (InputStream file = AssetController.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("No file " + resource);
            }
            assets.put(name, CacheableAnswer.ofAlwaysAsked(file.readAllBytes(), type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
