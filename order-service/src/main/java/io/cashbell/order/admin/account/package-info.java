/** Who may enter the console, and as what: accounts, sessions, roles. */
@NullMarked
package io.cashbell.order.admin.account;

import org.jspecify.annotations.NullMarked;
