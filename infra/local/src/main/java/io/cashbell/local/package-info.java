/** The whole shop on one machine: its commands, and what they share. */
@NullMarked
package io.cashbell.local;

import org.jspecify.annotations.NullMarked;
