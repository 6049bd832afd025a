/**
 * KakaoPay's online single payment as its test system shows itself to a shop, in both dialects: the
 * open API and the legacy one. Written from KakaoPay's documents (developers.kakaopay.com, and
 * developers.kakao.com for the legacy one, October 2026). "Section 3" in this package is a row of
 * {@code payment-service/docs/sources.md}, which names the pages.
 *
 * <p>Differs from KakaoPay on purpose: no domain need be registered; nobody is asked for a phone;
 * an error message says what is wrong, where KakaoPay is brief; JSON numbers may come as text,
 * which is widely sent. Where those pages leave something open, the stricter reading is taken:
 * {@code cancel_vat_amount} left out is rounded as documented, and refused where the rounded parts
 * no longer add up to the payment. Only single payments: no subscription.
 */
@NullMarked
package io.cashbell.local.gateway.kakaopay;

import org.jspecify.annotations.NullMarked;
