/**
 * ECPay's All-in-One checkout (AioCheckOut V5) as its stage system shows itself to a shop, written
 * from ECPay's documents as collected by the product in {@code gateways/ecpay.md} (state of October
 * 2026); "section 3" in this package is a section of that page.
 *
 * <p>Differs from ECPay on purpose: loopback hosts and container names are accepted in ReturnURL,
 * with any port, because the shop runs on the same machine; a wrong checksum is explained; nobody
 * is asked for a card. Refusals whose number ECPay publishes only in its vendor console carry the
 * word {@code PARAMETER} instead of an invented number. Only cards, paid at once, so far.
 */
@NullMarked
package io.cashbell.local.gateway.ecpay;

import org.jspecify.annotations.NullMarked;
