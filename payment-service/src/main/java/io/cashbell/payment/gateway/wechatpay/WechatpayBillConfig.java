package io.cashbell.payment.gateway.wechatpay;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How the bill of a day is fetched: under {@code gateway.wechatpay.bill}.
 *
 * @param gzip whether it is packed on its way
 * @param timeout of the whole file
 * @param mostBytes of the whole file once unpacked; a hundred thousand rows are some forty
 *     megabytes
 */
@ConfigurationProperties("gateway.wechatpay.bill")
@Requires(bean = WechatpayConfig.class)
record WechatpayBillConfig(
        @Bindable(defaultValue = "true") boolean gzip,
        @Bindable(defaultValue = "5m") Duration timeout,
        @Bindable(defaultValue = "500000000") long mostBytes) {}
