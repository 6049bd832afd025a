/** One item of a table: its key, its attributes, and what must hold of it. */
@NullMarked
package io.cashbell.messaging.item;

import org.jspecify.annotations.NullMarked;
