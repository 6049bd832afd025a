@NullMarked
package io.cashbell.notification;

import org.jspecify.annotations.NullMarked;
