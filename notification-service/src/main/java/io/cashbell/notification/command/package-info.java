/** The owner's commands, each obeyed and answered once, however often it is sent under one key. */
@NullMarked
package io.cashbell.notification.command;

import org.jspecify.annotations.NullMarked;
