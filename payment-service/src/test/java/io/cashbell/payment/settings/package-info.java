@NullMarked
package io.cashbell.payment.settings;

import org.jspecify.annotations.NullMarked;
