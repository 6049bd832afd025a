/**
 * How services talk: events over SNS and SQS, stored with the state they tell of. Knows no business
 * word.
 */
@NullMarked
package io.cashbell.messaging;

import org.jspecify.annotations.NullMarked;
