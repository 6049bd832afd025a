/** Words a mail: facts in, subject, plain text and HTML out. */
@NullMarked
package io.cashbell.notification.template;

import org.jspecify.annotations.NullMarked;
