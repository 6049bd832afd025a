@NullMarked
package io.cashbell.notification.template;

import org.jspecify.annotations.NullMarked;
