package io.cashbell.order.admin.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Map;

/** Draws the console's pages: templates that were compiled with the program, escaped by context. */
@Singleton
class Views {
    private static final MediaType HTML = MediaType.of("text/html; charset=utf-8");

    /** Scripts and styles are files of ours; htmx needs neither {@code eval} nor inline styles. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    MutableHttpResponse<byte[]> page(String template, Map<String, Object> values) {
        return page(HttpStatus.OK, template, values);
    }

    MutableHttpResponse<byte[]> page(
            HttpStatus status, String template, Map<String, Object> values) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(template + ".jte", values, output);
        return HttpResponse.status(status)
                .body(output.toByteArray())
                .contentType(HTML)
                .header("Content-Security-Policy", POLICY)
                // With less, a form would say that it comes from nowhere, and be refused.
                .header("Referrer-Policy", "same-origin")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
