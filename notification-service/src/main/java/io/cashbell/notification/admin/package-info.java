/** What the owner may look at and ask for. Closed to everybody else by the filter of infra/web. */
@NullMarked
package io.cashbell.notification.admin;

import org.jspecify.annotations.NullMarked;
