@NullMarked
package io.cashbell.web.security;

import org.jspecify.annotations.NullMarked;
