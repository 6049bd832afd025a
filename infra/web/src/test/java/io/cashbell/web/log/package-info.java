@NullMarked
package io.cashbell.web.log;

import org.jspecify.annotations.NullMarked;
