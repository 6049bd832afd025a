/**
 * WeChat Pay API v3 for merchants that connect directly, as its servers show themselves to a shop:
 * JSAPI and Native orders, query, close, refunds, the daily bill, notices. Written from WeChat
 * Pay's documents (pay.weixin.qq.com, wechatpay-apiv3/wechatpay-skills, October 2026) and its own
 * Java SDK. "Section 3" in this package is a row of {@code payment-service/docs/sources.md}, which
 * names them. The layout of the bill and the error codes of refunds are from the merchant documents
 * "交易账单详细说明" (2024-11-25) and "申请退款" (2024-12-02).
 *
 * <p>A true peer in every cryptographic respect: it verifies each request and signs each answer and
 * each notice, with keys of its own that are made at the first need.
 *
 * <p>Differs from WeChat Pay on purpose: notify_url may be on this machine and have a port; a wrong
 * signature is explained; one merchant with one app id; nobody is asked for a password. Where
 * WeChat publishes no fine error number, {@code Request-ID} ends in 0. Not here: H5 orders,
 * vouchers, the fund-flow bill, apply-abnormal-refund, the minute between two refunds of one order.
 *
 * <p>Reads from its environment: {@code WECHATPAY_MCH_ID}, {@code WECHATPAY_APP_ID} (who the
 * merchant is), {@code WECHATPAY_SANDBOX_MODE} ({@code public-key}, {@code certificate} or {@code
 * both}), {@code WECHATPAY_SANDBOX_RETRY} (such as {@code 2s,2s,5s}; when a notice is repeated),
 * {@code WECHATPAY_SANDBOX_REFUND_AFTER} (such as {@code 10s}; {@code none}: only by the control
 * API), {@code WECHATPAY_SANDBOX_REFUND_NOTIFY_URL} (for refunds that name none).
 */
@NullMarked
package io.cashbell.local.gateway.wechatpay;

import org.jspecify.annotations.NullMarked;
