/** What the environment tells this service, checked before anything starts. */
@NullMarked
package io.cashbell.payment.settings;

import org.jspecify.annotations.NullMarked;
