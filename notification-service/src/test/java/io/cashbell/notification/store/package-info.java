@NullMarked
package io.cashbell.notification.store;

import org.jspecify.annotations.NullMarked;
