@NullMarked
package io.cashbell.payment.reconciliation;

import org.jspecify.annotations.NullMarked;
