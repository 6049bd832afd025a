/**
 * Payments in DynamoDB; the only room that knows it. One item per payment, key {@code (orderId,
 * "payment")}: order ids are random, so partitions share the load evenly.
 *
 * <p>Names are short because a write costs by the kilobyte and an ordinary payment shall fit into
 * one:
 *
 * <table>
 * <caption>Attributes beside those of the messaging library (pk, sk, ver, outbox, pending…)</caption>
 * <tr><th>name</th><th>holds</th></tr>
 * <tr><td>pid</td><td>payment id</td></tr>
 * <tr><td>m</td><td>payment method code</td></tr>
 * <tr><td>amt, cur</td><td>amount in minor units, currency code</td></tr>
 * <tr><td>it</td><td>items: list of [name, quantity, line total in minor units]</td></tr>
 * <tr><td>loc</td><td>locale of the order</td></tr>
 * <tr><td>tok</td><td>base64url SHA-256 of the order's access token</td></tr>
 * <tr><td>exp</td><td>deadline, epoch milliseconds</td></tr>
 * <tr><td>st</td><td>state: {@code a} awaiting customer, {@code f} failed, {@code c} confirmed,
 * {@code t} awaiting transfer, {@code x} expired</td></tr>
 * <tr><td>tra</td><td>the attempt whose number the buyer holds, while awaiting transfer</td></tr>
 * <tr><td>n</td><td>changes and disputes so far: what a writer compares, and the sequence of the
 * event told last</td></tr>
 * <tr><td>att</td><td>attempts by number: {m merchant, t started at}, and once declined {r reason,
 * c gateway's code, e event id}; {@code s} what the gateway gave: {r reference, l link, u until};
 * {@code k} claimed at; {@code i} instructions: {b bank, n account, c code, bc barcodes, u until, e
 * event id}</td></tr>
 * <tr><td>dueShard, dueAt</td><td>index {@code due}: when somebody has to look again, epoch
 * milliseconds; absent once the payment has come to its end</td></tr>
 * <tr><td>paidShard, paidAs</td><td>index {@code paid}, once confirmed: {@code
 * merchant#currency#day#shard} and {@code attempt#gateway reference}; the day is the market's</td></tr>
 * <tr><td>won</td><td>once confirmed: {a attempt, r gateway reference, t paid at}</td></tr>
 * <tr><td>dis</td><td>disputes by key: {a attempt, r gateway reference, amt, cur, e event id}</td></tr>
 * <tr><td>sim</td><td>when the first simulated notice came that agreed with us, epoch milliseconds</td></tr>
 * </table>
 *
 * <p>Events are rendered from the item when they are published. Each is drawn only from parts that
 * never change once written, found by the event's id, so that every copy is equal to the first.
 */
@NullMarked
package io.cashbell.payment.store;

import org.jspecify.annotations.NullMarked;
