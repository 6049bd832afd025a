/** Headers that tell browsers what they must not do with our answers. */
@NullMarked
package io.cashbell.web.security;

import org.jspecify.annotations.NullMarked;
