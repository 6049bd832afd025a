/** The machine-readable API at /openapi and its page at /docs. */
@NullMarked
package io.cashbell.web.docs;

import org.jspecify.annotations.NullMarked;
