/** Hands mails over to a mail server, as often as it takes. */
@NullMarked
package io.cashbell.notification.delivery;

import org.jspecify.annotations.NullMarked;
