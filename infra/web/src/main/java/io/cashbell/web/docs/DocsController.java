package io.cashbell.web.docs;

import io.cashbell.web.problem.CommonProblem;
import io.micronaut.core.io.ResourceLoader;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.InputStream;
import java.util.Map;

/** Shows the API to people, with nothing fetched from elsewhere. */
@Controller("/docs")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class DocsController {

    // The viewer sets inline styles.
    private static final String POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    private static final String OUR_SCRIPT = "start.js";
    private static final Map<String, String> TYPES =
            Map.of(
                    OUR_SCRIPT,
                    "text/javascript; charset=utf-8",
                    "swagger-ui-bundle.js",
                    "text/javascript; charset=utf-8",
                    "swagger-ui.css",
                    "text/css; charset=utf-8",
                    "favicon-32x32.png",
                    MediaType.IMAGE_PNG);

    private final ResourceLoader resources;
    private final SwaggerUi viewer;

    DocsController(ResourceLoader resources, SwaggerUi viewer) {
        this.resources = resources;
        this.viewer = viewer;
    }

    /** The page. */
    @Get
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<StreamedFile> page() {
        return HttpResponse.ok(file(ours("index.html"), "text/html; charset=utf-8"))
                .header("Content-Security-Policy", POLICY)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    /** What the page is made of; nothing but the listed names is ever opened. */
    @Get("/{name}")
    @Produces(MediaType.ALL)
    HttpResponse<StreamedFile> part(@PathVariable String name) {
        var type = TYPES.get(name);
        if (type == null) {
            throw CommonProblem.NOT_FOUND.because("there is no such page");
        }
        var content = name.equals(OUR_SCRIPT) ? ours(name) : viewer.file(name);
        return kept(file(content, type));
    }

    private static HttpResponse<StreamedFile> kept(StreamedFile file) {
        return HttpResponse.ok(file).header(HttpHeaders.CACHE_CONTROL, "max-age=3600");
    }

    private static StreamedFile file(InputStream content, String type) {
        return new StreamedFile(content, MediaType.of(type));
    }

    private InputStream ours(String name) {
        return resources
                .getResourceAsStream("classpath:io/cashbell/web/docs/" + name)
                .orElseThrow();
    }
}
