@NullMarked
package io.cashbell.payment.event;

import org.jspecify.annotations.NullMarked;
