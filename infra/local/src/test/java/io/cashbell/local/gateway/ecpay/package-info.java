@NullMarked
package io.cashbell.local.gateway.ecpay;

import org.jspecify.annotations.NullMarked;
