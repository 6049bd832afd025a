/** What the owner may look at. Closed to everybody else by the filter of infra/web. */
@NullMarked
package io.cashbell.payment.admin;

import org.jspecify.annotations.NullMarked;
