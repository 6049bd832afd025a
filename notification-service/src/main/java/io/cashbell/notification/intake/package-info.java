/** Hears what other services tell, and turns what administrators should know into a mail. */
@NullMarked
package io.cashbell.notification.intake;

import org.jspecify.annotations.NullMarked;
