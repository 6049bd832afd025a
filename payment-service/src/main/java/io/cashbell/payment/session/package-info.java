/**
 * Sends a buyer to the gateway's payment page. The link is visited by people, who press back,
 * reload, open it twice and share it, and by programs that only look: each visit gets a fresh
 * attempt, and a look opens nothing.
 */
@NullMarked
package io.cashbell.payment.session;

import org.jspecify.annotations.NullMarked;
