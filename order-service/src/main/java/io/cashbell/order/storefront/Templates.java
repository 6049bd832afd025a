package io.cashbell.order.storefront;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.util.Map;

/** Draws the shop's pages: templates that were compiled with the program, escaped by context. */
@Singleton
final class Templates {
    static final MediaType HTML = MediaType.of("text/html; charset=utf-8");

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    byte[] draw(String template, Map<String, Object> values) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render("storefront/" + template + ".jte", values, output);
        return output.toByteArray();
    }
}
