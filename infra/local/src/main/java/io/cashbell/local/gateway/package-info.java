/**
 * The payment gateways on one machine: a server on the loopback address that behaves towards a shop
 * as the gateways' own test systems do, in their wire formats. Written from the gateways'
 * documents; shares no code with the connectors it is there to judge.
 */
@NullMarked
package io.cashbell.local.gateway;

import org.jspecify.annotations.NullMarked;
