@NullMarked
package io.cashbell.notification.intake;

import org.jspecify.annotations.NullMarked;
