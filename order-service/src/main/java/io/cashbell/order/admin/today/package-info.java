/**
 * What the owner sees first: what came in, what waits, what failed, and how the three services keep
 * up. Here as figures; the console draws them.
 */
@NullMarked
package io.cashbell.order.admin.today;

import org.jspecify.annotations.NullMarked;
