/** What a client can be refused for; catalogued in the service's README. */
@NullMarked
package io.cashbell.order.problem;

import org.jspecify.annotations.NullMarked;
