package io.cashbell.order.admin.console;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * Where in the webjars the console's libraries lie; the build fills in their versions.
 *
 * @param pico such as {@code picocss__pico/2.1.1}
 * @param htmx such as {@code htmx.org/2.0.8}
 */
@ConfigurationProperties("console.webjars")
record Webjars(String pico, String htmx) {}
