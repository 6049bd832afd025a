@NullMarked
package io.cashbell.local.gateway.kakaopay;

import org.jspecify.annotations.NullMarked;
