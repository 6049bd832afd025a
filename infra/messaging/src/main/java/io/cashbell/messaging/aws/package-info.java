/** Clients of AWS: one HTTP connection pool, time limits, counted calls. */
@NullMarked
package io.cashbell.messaging.aws;

import org.jspecify.annotations.NullMarked;
