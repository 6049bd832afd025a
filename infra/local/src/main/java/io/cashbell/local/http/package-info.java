/** The JDK's own HTTP server, bound to the loopback address, one virtual thread per request. */
@NullMarked
package io.cashbell.local.http;

import org.jspecify.annotations.NullMarked;
