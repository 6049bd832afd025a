/**
 * ECPay (綠界, Taiwan), All-in-One checkout, AioCheckOut V5: credit card, in one payment or
 * instalments; UnionPay; WebATM; ATM transfer; a convenience store's code or barcodes; and switched
 * on by name TWQR (page 36991), Apple Pay, and BNPL (page 36659).
 *
 * <p>Documents: developers.ecpay.com.tw, pages 2864 (create order), 2902 (CheckMacValue), 2878
 * (payment result), 2874 (CVS), 2881 (number issued), 5631 (SimulatePaid), 7400 (notes);
 * ECPay/ECPay-API-Skill V3.1 of 2026-04; official SDKs ecpay/sdk 1.3.2506240 (PHP) and
 * ECPayAIO_Java 2.0.1, whose signatures ours equals on every vector. Read in October 2026.
 *
 * <p>What it can do here: send a buyer to ECPay's page by a form that the browser posts, read the
 * notices ECPay's server and the returning browser send, and ask ECPay how a trade stands
 * (QueryTradeInfo/V5, page 16579), for which it waits ten seconds at most and leaves ECPay alone
 * for half an hour after a 403. It asks sooner than the forty minutes that page advises, since a
 * buyer who has paid waits.
 *
 * <p>Who pays by ATM, CVS or BARCODE is given a number at ECPay's page, and ECPay's server tells it
 * to PaymentInfoURL: 2 with an account, 10100073 with a code or three barcodes. That is kept and
 * told to the shop; the money is told days later, to ReturnURL, that of a barcode about two days
 * after it was paid. A number ends before the order does wherever ECPay's units allow it: an order
 * by ATM or BARCODE needs to live until the end of the next day in Taiwan, since one day is the
 * shortest there. ECPay never tells that a number has ended.
 *
 * <p>BNPL is a lender's loan: 2 at PaymentInfoURL says that it was applied for, which is nothing to
 * tell anybody; money is told to ReturnURL as ever, a refusal by 10200163.
 *
 * <p>A number whose notice was lost is asked for by QueryPaymentInfo, for as long as ECPay says
 * that the trade is not paid. The record of a day is the file of PaymentMedia/TradeNoAio, by the
 * day of payment (DateType 2), MediaFormated 1, CharSet 2. No document that we have lists its
 * columns or its signature: columns are those of a public reader in production and are found by
 * their headings, {@code 已付款} means paid, and the request is signed by SHA256 unless {@code
 * ECPAY_MEDIA_DIGEST=MD5}. A file that is not as expected is none; it is never signed, so it
 * settles nothing.
 *
 * <p>It gives card payments back by DoAction (page 16567), after asking QueryTrade/V2 how the card
 * stands; both are known at second hand, and neither is on the stage. Where they leave room: the
 * effect of a call is read from {@code clsamt} or from a new line of {@code close_data}, whichever
 * shows it; a refund that shows in neither is left to a person and never asked for again; a card
 * whose six digits begin with 62 or 81 is taken for UnionPay's, which waits for its capture. Apple
 * Pay's is a card like any other where its notice brings an authorisation. ATM, CVS, BARCODE,
 * WebATM, TWQR and BNPL cannot be given back through ECPay.
 *
 * <p>Stage: host {@code payment-stage.ecpay.com.tw}, public merchants shared by all developers, so
 * a trade number must be unguessable even there. No real authorisation takes place; {@code
 * SimulatePaid=1} is the only way to complete some methods, and counts as payment only with {@code
 * ECPAY_ACCEPT_SIMULATED=true} outside production.
 *
 * <p>Where the sources leave room, the safer reading: a notice that fails verification is answered
 * {@code 0|} (public samples acknowledge it); {@code ItemName} obeys the limit in bytes, in
 * characters and the lower advice at once; codes 2 and 10100073 are neither money nor failure
 * wherever they appear, and unknown, so told again, without a number that can be read.
 */
@NullMarked
package io.cashbell.payment.gateway.ecpay;

import org.jspecify.annotations.NullMarked;
