/** The owner's console: pages drawn by the server, for who is signed in. */
@NullMarked
package io.cashbell.order.admin.console;

import org.jspecify.annotations.NullMarked;
