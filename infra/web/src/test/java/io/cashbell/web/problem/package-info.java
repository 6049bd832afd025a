@NullMarked
package io.cashbell.web.problem;

import org.jspecify.annotations.NullMarked;
