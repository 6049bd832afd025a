/**
 * Where orders are kept: the only room that knows DynamoDB. One table, partition key {@code pk},
 * sort key {@code sk}; the random order ids spread the load, and no request scans.
 *
 * <table>
 *   <caption>Items</caption>
 *   <tr><th>pk</th><th>sk</th><th>what</th></tr>
 *   <tr><td>order id</td><td>{@code order}</td><td>an order, and the events it still has to tell</td></tr>
 *   <tr><td>order id</td><td>{@code guesses}</td><td>guesses at its phone number within the hour</td></tr>
 *   <tr><td>digest of what was looked up</td><td>{@code guesses}</td><td>guesses within the hour at the
 *     orders of one phone number, and at one order number or mail address</td></tr>
 *   <tr><td>{@code catalog}</td><td>{@code catalog}</td><td>products and site status {@code
 *     doc}, id of the last change {@code lc}, {@code ver}</td></tr>
 *   <tr><td>{@code stock#…}</td><td>{@code stock}</td><td>a counted product: units for sale {@code
 *     n}, name of the counting {@code c}, {@code ver}; gone when counting ends</td></tr>
 *   <tr><td>{@code catalog-change}</td><td>number of the catalog's write, 14 digits</td><td>one change
 *     of the catalog: id {@code i}, {@code at} (epoch milliseconds), who {@code w}, what {@code k},
 *     product {@code p}, JSON before {@code b} and after {@code a}. Written with the change, kept
 *     for good</td></tr>
 *   <tr><td>{@code shop-payment-methods}</td><td>number of the catalog's write, 14 digits</td><td>a
 *       change of the ways to pay, which it tells</td></tr>
 *   <tr><td>{@code account#…}</td><td>{@code account}</td><td>somebody who may enter the console,
 *     see {@code AccountItem}</td></tr>
 *   <tr><td>{@code accounts}</td><td>{@code accounts}</td><td>the mail addresses of all who have a
 *     password {@code m}, and how often any of them was changed {@code ver}</td></tr>
 *   <tr><td>{@code account-change}</td><td>number of the roster's write, 14 digits</td><td>one change
 *     of an account, as one of the catalog. Never a password nor its hash</td></tr>
 *   <tr><td>{@code shop-command#…}</td><td>{@code command}</td><td>the answer to a change that had an
 *     idempotency key: digest of the request {@code d}, status {@code st}, body {@code b}, tag
 *     {@code e}; gone after seven days ({@code ttl})</td></tr>
 *   <tr><td>{@code command#…}</td><td>{@code answer}</td><td>the answer to a redrive that had an
 *     idempotency key, for a day, see {@code io.cashbell.web.command}</td></tr>
 *   <tr><td>{@code session#…}</td><td>{@code session}</td><td>somebody who is signed in to the console,
 *     by the digest of the cookie, see {@code DynamoSessions}; gone when it ends ({@code ttl})</td></tr>
 *   <tr><td>{@code sign-in#…}</td><td>{@code attempts}</td><td>attempts at one account's password, or
 *     from one address, by the digest of either, see {@code DynamoSignInAttempts}</td></tr>
 *   <tr><td>{@code sign-in-state#…}</td><td>{@code state}</td><td>a sign-in at the provider that was
 *     used; gone after a day ({@code ttl})</td></tr>
 *   <tr><td>{@code installation}</td><td>{@code installation}</td><td>the shop's secret</td></tr>
 * </table>
 *
 * <table>
 *   <caption>Attributes of an order; short names, because each byte is paid for</caption>
 *   <tr><th>name</th><th>type</th><th>what</th></tr>
 *   <tr><td>{@code ver}</td><td>N</td><td>counts the changes</td></tr>
 *   <tr><td>{@code ln}</td><td>L of M</td><td>lines: product {@code p}, name {@code n}, quantity
 *     {@code q}, unit price in minor units {@code u}</td></tr>
 *   <tr><td>{@code cur}, {@code tot}</td><td>S, N</td><td>currency, total in minor units</td></tr>
 *   <tr><td>{@code m}, {@code lo}</td><td>S</td><td>payment method, language</td></tr>
 *   <tr><td>{@code b}</td><td>M</td><td>buyer: name {@code n}, phone {@code p}, mail {@code e}</td></tr>
 *   <tr><td>{@code a}</td><td>M</td><td>address: recipient {@code r}, line {@code l}, city
 *     {@code c}, postal code {@code z}, country {@code k}</td></tr>
 *   <tr><td>{@code th}, {@code rd}</td><td>B</td><td>digests of access token and request</td></tr>
 *   <tr><td>{@code at}, {@code exp}</td><td>N</td><td>placed (epoch milliseconds), to be paid by
 *     (epoch seconds)</td></tr>
 *   <tr><td>{@code st}, {@code ps}</td><td>S</td><td>order status, payment status</td></tr>
 *   <tr><td>{@code seq}, {@code hm}</td><td>N, S</td><td>sequence of the payment event last heard;
 *     the payment method it told of, where that is another one than {@code m}</td></tr>
 *   <tr><td>{@code in}</td><td>M</td><td>where the buyer is to pay: bank {@code b}, account {@code
 *     a}, code {@code c}, barcodes {@code s}, {@code until} (epoch milliseconds)</td></tr>
 *   <tr><td>{@code rc}</td><td>M</td><td>receipt: paid at {@code at} (epoch milliseconds), payment
 *     {@code id}, gateway's number {@code no}, payment method {@code m} where that is another one
 *     than the order's</td></tr>
 *   <tr><td>{@code sh}</td><td>M</td><td>shipment: {@code at}, carrier {@code c}, number
 *     {@code t}</td></tr>
 *   <tr><td>{@code end}, {@code why}</td><td>N, S</td><td>when and why it was called off, expired
 *     or refunded</td></tr>
 *   <tr><td>{@code cc}</td><td>L of S</td><td>concerns</td></tr>
 *   <tr><td>{@code rf}, {@code rk}</td><td>L of M, N</td><td>refunds: id {@code i}, amount
 *     {@code a}, reason {@code y}, {@code at}, standing {@code st}; what is kept, in minor units.
 *     Absent until money goes back</td></tr>
 *   <tr><td>{@code tl}</td><td>L of M</td><td>timeline: {@code at}, actor {@code w}, what {@code
 *     k}, text {@code t}; of a command also its name {@code i}, digest of the request {@code d},
 *     and order and payment status afterwards {@code st}, {@code ps}</td></tr>
 *   <tr><td>{@code hd}, {@code hr}</td><td>L of M, BOOL</td><td>units of counted products: product
 *     {@code p}, quantity {@code q}, counting {@code c}; released. Absent where nothing is
 *     counted, and once the goods are on their way</td></tr>
 *   <tr><td>{@code lg}, {@code lt}, {@code ph}</td><td>S</td><td>keys of the indexes {@code listed}
 *     ({@code lg}, {@code lt}) and {@code phone} ({@code ph}, {@code lt}), see {@code Listing}</td></tr>
 *   <tr><td>{@code outbox}, {@code pendingShard}, {@code pendingSince}</td><td></td><td>see {@code
 *     io.cashbell.messaging.outbox}</td></tr>
 * </table>
 */
@NullMarked
package io.cashbell.order.store;

import org.jspecify.annotations.NullMarked;
