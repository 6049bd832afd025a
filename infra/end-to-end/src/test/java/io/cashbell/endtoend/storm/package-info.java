/** What each gateway says of many payments, too often and in any order, and what liars say. */
@NullMarked
package io.cashbell.endtoend.storm;

import org.jspecify.annotations.NullMarked;
