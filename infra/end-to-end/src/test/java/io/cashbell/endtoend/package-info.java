/**
 * Do the services work together? What buyers, gateways, owners and operators see, over HTTP alone.
 */
@NullMarked
package io.cashbell.endtoend;

import org.jspecify.annotations.NullMarked;
