@NullMarked
package io.cashbell.local;

import org.jspecify.annotations.NullMarked;
