/**
 * KakaoPay (카카오페이, Korea), online single payment, in both of its dialects: the open API of
 * developers.kakaopay.com and the legacy one of Kakao Developers. The fields are the same; host,
 * header, encoding and the names in a refusal differ.
 *
 * <p>Documents: Kakao Developers, "카카오페이 단건 결제" (legacy); KakaoPay Developers, "단건 결제 / 결제준비" as
 * transcribed in public; KakaoPay's own TypeScript client 0.1.2; the tables of error codes (-701 to
 * -798) and states as public integrations quote them. Read in October 2026.
 *
 * <p>What it can do here: ask for a payment (ready) and send the buyer to the page for a PC, a
 * phone's browser or an app; take the money when the buyer comes back (approve); ask how a payment
 * stands (order). KakaoPay calls no shop: whoever does not come back is found by asking.
 *
 * <p>No money moves before approve, and whatever approve answers but a clear 200 leaves open
 * whether it moved: -702 (paid already) and -785 (asked twice) say so in words. The state is asked
 * for then, never guessed. A page lives fifteen minutes; what nobody agreed to until then is over.
 * There is no question by our number, so an attempt whose ready answer was lost is a dead one; its
 * buyer never saw a page.
 *
 * <p>It gives money back, as a whole or in parts (cancel). Each call names the rest it believes in,
 * so that a repeat is refused, and carries the refund's id as payload; what it did is read from the
 * payload or from the rest that {@code order} shows.
 *
 * <p>Test: the merchant {@code TC0ONETIME} on the real hosts, real screens without money.
 *
 * <p>Where the sources leave room, the safer reading: times have no offset and are read as Korean
 * time; the range of an amount is configuration; a payment that was given back as a whole brings
 * nothing, one that was given back in part was paid.
 */
@NullMarked
package io.cashbell.payment.gateway.kakaopay;

import org.jspecify.annotations.NullMarked;
