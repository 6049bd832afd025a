@NullMarked
package io.cashbell.benchmark;

import org.jspecify.annotations.NullMarked;
