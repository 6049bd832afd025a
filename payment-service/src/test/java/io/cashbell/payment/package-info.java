@NullMarked
package io.cashbell.payment;

import org.jspecify.annotations.NullMarked;
