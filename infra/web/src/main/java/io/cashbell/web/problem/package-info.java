/** Refusals and failures as RFC 9457 problem details, whoever noticed them. */
@NullMarked
package io.cashbell.web.problem;

import org.jspecify.annotations.NullMarked;
