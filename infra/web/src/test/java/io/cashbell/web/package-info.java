/** A small service that does nothing but be asked. */
@NullMarked
package io.cashbell.web;

import org.jspecify.annotations.NullMarked;
