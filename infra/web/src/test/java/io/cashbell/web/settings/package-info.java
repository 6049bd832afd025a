@NullMarked
package io.cashbell.web.settings;

import org.jspecify.annotations.NullMarked;
