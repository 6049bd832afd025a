@NullMarked
package io.cashbell.local.gateway;

import org.jspecify.annotations.NullMarked;
