/** How a line of the log is written. */
@NullMarked
package io.cashbell.web.log;

import org.jspecify.annotations.NullMarked;
