/** Answers that browsers and caches may keep, and ask again whether they still hold. */
@NullMarked
package io.cashbell.order.caching;

import org.jspecify.annotations.NullMarked;
