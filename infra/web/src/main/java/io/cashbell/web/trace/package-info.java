/** Which request a line of the log, an answer and an event belong to. */
@NullMarked
package io.cashbell.web.trace;

import org.jspecify.annotations.NullMarked;
