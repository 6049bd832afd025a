@NullMarked
package io.cashbell.local.aws;

import org.jspecify.annotations.NullMarked;
