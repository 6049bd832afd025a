/**
 * AWS on a laptop: DynamoDB Local, ElasticMQ and an SNS of our own, in one JVM and on the loopback
 * address only.
 */
@NullMarked
package io.cashbell.local.aws;

import org.jspecify.annotations.NullMarked;
