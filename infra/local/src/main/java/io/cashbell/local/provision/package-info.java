/** Tables, topics, queues and subscriptions: what there is, and creating it through the AWS API. */
@NullMarked
package io.cashbell.local.provision;

import org.jspecify.annotations.NullMarked;
