/** Tests of the owner's commands and queries, over HTTP. */
@org.jspecify.annotations.NullMarked
package io.cashbell.order.admin;
