/** How long the service's queue is, and a second chance for what it gave up, for administrators. */
@NullMarked
package io.cashbell.web.queue;

import org.jspecify.annotations.NullMarked;
