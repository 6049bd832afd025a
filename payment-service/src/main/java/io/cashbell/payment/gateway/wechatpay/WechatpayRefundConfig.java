package io.cashbell.payment.gateway.wechatpay;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What WeChat Pay allows of refunds: wechatpay-apiv3/wechatpay-skills (2026-04), and of the pause
 * the merchant document "申请退款" (2024-12-02).
 *
 * @param refundPause between two refunds of one order
 * @param refundWithin of the payment; later a person has to do it
 * @param mostRefunds of one order
 */
@ConfigurationProperties("gateway.wechatpay")
@Requires(bean = WechatpayConfig.class)
record WechatpayRefundConfig(
        @Bindable(defaultValue = "1m") Duration refundPause,
        @Bindable(defaultValue = "365d") Duration refundWithin,
        @Bindable(defaultValue = "50") int mostRefunds) {}
