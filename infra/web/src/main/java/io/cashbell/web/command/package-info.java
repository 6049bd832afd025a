/** Commands that are answered once, however often each is sent under one key. */
@NullMarked
package io.cashbell.web.command;

import org.jspecify.annotations.NullMarked;
