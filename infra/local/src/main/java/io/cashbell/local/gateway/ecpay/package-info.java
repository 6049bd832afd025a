/**
 * ECPay's All-in-One checkout (AioCheckOut V5) as its stage system shows itself to a shop, written
 * from ECPay's documents (developers.ecpay.com.tw, October 2026). "Section 3" in this package is a
 * row of {@code payment-service/docs/sources.md}, which names the pages.
 *
 * <p>Reads from the environment: {@code ECPAY_MERCHANT_ID}, {@code ECPAY_HASH_KEY}, {@code
 * ECPAY_HASH_IV} (a merchant beside the published ones), {@code ECPAY_SANDBOX_RETRY} (such as
 * {@code 2s,2s,5s,5s}; when a callback is repeated), {@code ECPAY_SANDBOX_CREDIT_LIMITS} and, for
 * the other methods, {@code …_WEBATM_…}, {@code …_ATM_…}, {@code …_CVS_…}, {@code …_BARCODE_…},
 * {@code …_TWQR_…}, {@code …_APPLEPAY_…}, {@code …_BNPL_…} (such as {@code 5-199999}), {@code
 * ECPAY_SANDBOX_AUTO_CAPTURE} ({@code daily} or {@code off}), {@code
 * ECPAY_SANDBOX_CREDIT_CHECK_CODE}, {@code ECPAY_SANDBOX_THROTTLE} (such as {@code 60/60s}).
 *
 * <p>Differs from ECPay on purpose: loopback hosts and container names are accepted in ReturnURL
 * and PaymentInfoURL, with any port, because the shop runs on the same machine; a wrong checksum is
 * explained; nobody is asked for a card; DoAction and QueryTrade/V2 are here, which ECPay's stage
 * does not offer. A deadline, a closing and a repeat follow the movable clock, TimeStamp the real
 * one. Recurring payment, WeiXin and DigitalPayment are not here.
 *
 * <p>What the sources leave open, and what is done here:
 *
 * <ul>
 *   <li>Refusals whose number ECPay publishes only in its vendor console carry the word {@code
 *       PARAMETER} instead of an invented number. A refused query is {@code code|message}.
 *   <li>Nothing goes to ReturnURL in place of a PaymentInfoURL that is missing.
 *   <li>An expired number stays TradeStatus 0. QueryPaymentInfo answers RtnCode 2 or 10100073 as
 *       the notice does (seen in public tests against the stage; the manual says 1), and 10200047
 *       once paid.
 *   <li>Of DoAction's error texts {@code error_amount_R} and {@code error_overDay} are known, the
 *       others are made in their image; RtnCode is then 0. The answer is unsigned. During the
 *       closing it refuses; what ECPay does then is not said.
 *   <li>A closing marks what is authorised and captures what was marked before it, so an automatic
 *       capture takes a day. QueryTrade/V2 is known at second hand: {@code clsamt} is what was or
 *       will be captured less refunds, and {@code close_data} has a negative line per refund.
 *       CreditCheckCode is compared only when it is configured.
 *   <li>The columns of TradeNoAio (MediaFormated 1) are those of a public reader in production;
 *       four of their places are confirmed by another one, the wording of values is not.
 *       MediaFormated 0 is the predecessor's heading. CharSet 1, Big5, is taken for the default.
 *       Nothing is ever paid out, so DateType 4 and 5 find nothing. One source signs this request
 *       by MD5: both are taken.
 *   <li>Fees, the text of a loan's notice, BNPLTradeNo and the beginnings of accounts are invented.
 *       PaymentType of a UnionPay card is taken to be a card's. A loan is refused below 3,000, the
 *       stricter of two sources.
 * </ul>
 */
@NullMarked
package io.cashbell.local.gateway.ecpay;

import org.jspecify.annotations.NullMarked;
