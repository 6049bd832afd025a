/** What this service refuses, for clients to act on. */
@NullMarked
package io.cashbell.notification.problem;

import org.jspecify.annotations.NullMarked;
