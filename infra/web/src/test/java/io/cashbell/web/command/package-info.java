@NullMarked
package io.cashbell.web.command;

import org.jspecify.annotations.NullMarked;
