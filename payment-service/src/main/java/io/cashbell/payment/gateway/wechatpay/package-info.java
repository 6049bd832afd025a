/**
 * WeChat Pay (微信支付, China), API v3 for a merchant that connects directly: Native (a code on our
 * page that the buyer's phone scans) and JSAPI (inside WeChat: mini programs, official accounts).
 *
 * <p>Documents: merchant documentation "JSAPI/小程序下单" (2025-03-31), "小程序下单" (2025-02-19) and
 * "Native下单"; wechatpay-apiv3/wechatpay-skills (2026-04): 签名与验签规则, 回调通知处理, 订单状态流转, 接入质量检查清单,
 * 支付成功回调通知说明, 退款结果回调通知说明, 排障手册; wechatpay-java 0.2.17, whose signatures ours equals on every
 * vector. Read in October 2026.
 *
 * <p>What it can do here: place an order (native, jsapi) and close it, ask how it stands, hear that
 * it was paid; ask for a refund, ask how that stands, and hear what became of it; read the bill of
 * a day. An order's {@code attach} carries our order's id, its {@code out_trade_no} the attempt's
 * number. A refund's notice brings no {@code attach}, so its {@code out_refund_no} begins with the
 * order's id, see {@link io.cashbell.payment.RefundNumber}. Amounts are fen.
 *
 * <p>The connector has its own few lines of RSA and AES-GCM instead of the SDK: that has no custom
 * host, checks no notice's age, looks headers up by their exact case, and writes the Authorization
 * header into its exceptions. In tests it judges the sandbox that we are tested against.
 *
 * <p>Everything is verified: each answer and each notice, over the raw bytes, by the key it names,
 * not more than five minutes old. A refusal proves nothing, so nothing final follows from one. Keys
 * come in two kinds, see {@link io.cashbell.payment.gateway.wechatpay.WechatpayKeyMode}, of each
 * two may be live; so may two APIv3 keys.
 *
 * <p>A code lives two hours, or until the order's deadline; loaded again the page shows the same
 * one. Before another order is placed for a payment the one before is closed, since both could be
 * paid. An order that was closed takes no late money.
 *
 * <p>There is no sandbox at WeChat Pay; ours is in {@code infra/local}.
 *
 * <p>Where the sources leave room, the safer reading: time_expire (15 or 90 days) is at most two
 * hours; the description's 127 are bytes; an order that was paid and refunded by somebody unknown
 * to us is neither money nor failure; codes of refusals that the documents do not settle (404, low
 * balance) decide nothing: a refund that was refused is asked for, tried again under its number, or
 * shown to a person, and never fails by it. An {@code out_refund_no} has at most 64 characters, as
 * the document of v2 says; a refund's {@code reason} is not sent, since the buyer would read what
 * is written for the shop. A refund that somebody made in the merchant platform, under a number of
 * his own, is acknowledged and kept at the callback desk; the day's close finds it in the bill.
 */
@NullMarked
package io.cashbell.payment.gateway.wechatpay;

import org.jspecify.annotations.NullMarked;
