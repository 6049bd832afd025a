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
 * <tr><td>m</td><td>payment method code that the order was placed with</td></tr>
 * <tr><td>amt, cur</td><td>amount in minor units, currency code</td></tr>
 * <tr><td>it</td><td>items: list of [name, quantity, line total in minor units]</td></tr>
 * <tr><td>loc</td><td>locale of the order</td></tr>
 * <tr><td>tok</td><td>base64url SHA-256 of the order's access token</td></tr>
 * <tr><td>exp</td><td>deadline, epoch milliseconds; later once a number was issued that lives
 * longer</td></tr>
 * <tr><td>st</td><td>state: {@code a} awaiting customer, {@code f} failed, {@code c} confirmed,
 * {@code t} awaiting transfer, {@code x} expired, {@code z} called off</td></tr>
 * <tr><td>off</td><td>when the order was called off, where that was after it had expired; epoch
 * milliseconds</td></tr>
 * <tr><td>tra</td><td>the attempt whose number the buyer holds, while awaiting transfer</td></tr>
 * <tr><td>n</td><td>changes, disputes and told sessions so far: what a writer compares, and the sequence of the
 * event told last</td></tr>
 * <tr><td>att</td><td>attempts by number: {m merchant, t started at, w method where it is
 * another one}, and once declined {r reason,
 * c gateway's code, e event id}; {@code s} what the gateway gave: {r reference, l link, u until};
 * {@code k} claimed at; {@code i} instructions: {b bank, n account, c code, bc barcodes, u until, e
 * event id}</td></tr>
 * <tr><td>dueShard, dueAt</td><td>index {@code due}: when somebody has to look again, epoch
 * milliseconds; absent once the payment has come to its end</td></tr>
 * <tr><td>paidShard, paidAs</td><td>index {@code paid}, once confirmed: {@code
 * merchant#currency#day#shard} and {@code attempt#gateway reference}; the day is the market's</td></tr>
 * <tr><td>waitShard, waitAs</td><td>index {@code waiting}, while something waits for a person: the
 * shard, and {@code since#orderId}, epoch milliseconds of 13 digits</td></tr>
 * <tr><td>won</td><td>once confirmed: {a attempt, r gateway reference, t paid at, g card
 * authorisation: number/marks, i indivisible, u UnionPay}</td></tr>
 * <tr><td>ref</td><td>refunds by id, absent until there is one: {amt, w reason, t requested at, s
 * state (r requested, u underway, n unknown, a accepted, m manual, d done, f failed), b not before, y
 * why, p step, x evidence, k since, o claim of the call, c gateway's code, u capture where no order counts the money, e
 * event id, l left then}</td></tr>
 * <tr><td>rsv</td><td>minor units of the payment that refunds have reserved or given back</td></tr>
 * <tr><td>rfu</td><td>the refund whose call may be at work; one of a payment at a time</td></tr>
 * <tr><td>dis</td><td>disputes by reason and number, a refund's id among them: {a attempt, r gateway reference, amt, cur, e event id},
 * and once a person has dealt with it {d: {t when, b by, w note}}</td></tr>
 * <tr><td>cb1, cb2 …</td><td>id of the callback that caused the change of that number, where one did</td></tr>
 * <tr><td>ses1, ses2 …</td><td>the session that the change of that number told, where sessions are
 * told: {a attempt, p how manieth that was told, u until}</td></tr>
 * <tr><td>sim</td><td>when the first simulated notice came that agreed with us, epoch milliseconds</td></tr>
 * </table>
 *
 * <p>Kept callbacks have items of their own, each with a {@code ttl}:
 *
 * <table>
 * <caption>Items of the callback desk</caption>
 * <tr><th>key</th><th>holds</th></tr>
 * <tr><td>(callbacks#hour#shard, id)</td><td>a callback: {@code b}, packed JSON. Hour in UTC, four
 * shards; the id says both</td></tr>
 * <tr><td>(callback-of#order, fingerprint)</td><td>reference to the first callback with that
 * content which had no effect, {@code id}, and how often it came, {@code n}. Those that had one are
 * found by the payment's {@code cb…}</td></tr>
 * <tr><td>(callback-hours#month, hours)</td><td>the hours that have callbacks, {@code h}</td></tr>
 * <tr><td>(callback-budget#gateway#hour, budget)</td><td>how many that were not verified were kept,
 * {@code n}</td></tr>
 * </table>
 *
 * <p>What else: leases, see {@link io.cashbell.payment.store.DynamoLeases}; closes of days, see
 * {@link io.cashbell.payment.store.DayCloseItem}; answers to commands for a day, see {@link
 * io.cashbell.web.command.CommandAnswers}; warnings, see {@link
 * io.cashbell.payment.store.DynamoWarnings}; the methods that are switched off, see {@link
 * io.cashbell.payment.store.DynamoSwitchedOffMethods}.
 *
 * <p>Events are rendered from the item when they are published. Each is drawn only from parts that
 * never change once written, found by the event's id or number, so that every copy is equal to the
 * first.
 */
@NullMarked
package io.cashbell.payment.store;

import org.jspecify.annotations.NullMarked;
