/** What other services tell, each event with the fields read here and no others. */
@NullMarked
package io.cashbell.notification.event;

import org.jspecify.annotations.NullMarked;
