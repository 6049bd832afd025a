package io.cashbell.notification.template;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.net.URI;

/**
 * What mails look like to the administrators.
 *
 * @param locale language of the mails: one of the folders of {@code resources/templates}
 * @param zone where the administrators' clocks are
 * @param orderPublicUrl address of the order service, whose console mails link to
 */
@ConfigurationProperties("notification")
public record TemplateConfig(
        @NotNull URI orderPublicUrl,
        @Bindable(defaultValue = "zh-TW") String locale,
        @Bindable(defaultValue = "Asia/Taipei") String zone) {}
