@NullMarked
package io.cashbell.web.health;

import org.jspecify.annotations.NullMarked;
