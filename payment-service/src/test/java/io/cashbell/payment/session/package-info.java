@NullMarked
package io.cashbell.payment.session;

import org.jspecify.annotations.NullMarked;
