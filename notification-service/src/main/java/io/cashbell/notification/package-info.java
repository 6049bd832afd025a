/**
 * A mail that tells people what happened to an order: what it says, to whom, and how far its
 * delivery has come.
 *
 * <p>Plain Java; the rooms beside it hear events, word mails, hand them over and remember.
 */
@NullMarked
package io.cashbell.notification;

import org.jspecify.annotations.NullMarked;
