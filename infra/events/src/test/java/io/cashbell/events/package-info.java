/** The contracts hold together. */
@NullMarked
package io.cashbell.events;

import org.jspecify.annotations.NullMarked;
