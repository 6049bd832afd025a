@NullMarked
package io.cashbell.local.process;

import org.jspecify.annotations.NullMarked;
