/** A whole shop as processes, and the windows into it: topics, queues, mailbox, gateway, logs. */
@NullMarked
package io.cashbell.endtoend.shop;

import org.jspecify.annotations.NullMarked;
