@NullMarked
package io.cashbell.web.docs;

import org.jspecify.annotations.NullMarked;
