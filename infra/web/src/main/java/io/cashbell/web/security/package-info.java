/**
 * Who may ask for what is not everybody's, and headers that tell browsers what they must not do.
 */
@NullMarked
package io.cashbell.web.security;

import org.jspecify.annotations.NullMarked;
