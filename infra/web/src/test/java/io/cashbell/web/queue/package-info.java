@NullMarked
package io.cashbell.web.queue;

import org.jspecify.annotations.NullMarked;
