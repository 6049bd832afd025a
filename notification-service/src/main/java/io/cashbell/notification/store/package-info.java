/** Where mails are remembered; the only room that knows DynamoDB. */
@NullMarked
package io.cashbell.notification.store;

import org.jspecify.annotations.NullMarked;
