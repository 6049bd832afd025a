/** The shop's pages in a real browser. */
@NullMarked
package io.cashbell.endtoend.browser;

import org.jspecify.annotations.NullMarked;
