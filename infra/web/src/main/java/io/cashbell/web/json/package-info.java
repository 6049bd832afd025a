/** JSON is taken as it is written: nothing is guessed, converted or passed over. */
@NullMarked
package io.cashbell.web.json;

import org.jspecify.annotations.NullMarked;
