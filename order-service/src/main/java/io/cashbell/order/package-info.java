/**
 * The model of an order: what it is, which states it goes through, which facts move it. Plain Java:
 * no framework, no AWS. The rooms below it do the work.
 */
@NullMarked
package io.cashbell.order;

import org.jspecify.annotations.NullMarked;
