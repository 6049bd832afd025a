@NullMarked
package io.cashbell.notification.delivery;

import org.jspecify.annotations.NullMarked;
