/**
 * Where every word of a gateway has its effect, whether it came by callback, by a returning buyer
 * or as the answer to a question of ours: one place, so that money is counted once.
 */
@NullMarked
package io.cashbell.payment.settlement;

import org.jspecify.annotations.NullMarked;
