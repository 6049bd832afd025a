package io.cashbell.order.admin;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.ZoneId;

/**
 * What the owner's API needs to know.
 *
 * @param zone where the shop is: a date in a request is a day there
 */
@ConfigurationProperties("admin")
record AdminConfig(@Bindable(defaultValue = "Asia/Taipei") ZoneId zone) {}
