/**
 * What every gateway has in common, and the only way to reach one. Each connector is a room below
 * of identical shape; the rooms do not know each other.
 */
@NullMarked
package io.cashbell.payment.gateway;

import org.jspecify.annotations.NullMarked;
