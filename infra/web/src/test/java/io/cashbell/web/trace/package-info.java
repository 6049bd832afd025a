@NullMarked
package io.cashbell.web.trace;

import org.jspecify.annotations.NullMarked;
