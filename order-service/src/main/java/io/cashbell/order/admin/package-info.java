/** What the owner sees and commands, as JSON. The console shows the same. */
@NullMarked
package io.cashbell.order.admin;

import org.jspecify.annotations.NullMarked;
