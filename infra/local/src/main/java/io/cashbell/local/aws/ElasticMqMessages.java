package io.cashbell.local.aws;

import java.util.HashMap;
import java.util.Map;
import org.elasticmq.BinaryMessageAttribute;
import org.elasticmq.ImmediateNextDelivery$;
import org.elasticmq.MessageContent;
import org.elasticmq.NewMessageData;
import org.elasticmq.NumberMessageAttribute;
import org.elasticmq.StringMessageAttribute;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** Our messages in ElasticMQ's words. */
final class ElasticMqMessages {
    private ElasticMqMessages() {}

    static NewMessageData of(QueueMessage message) {
        return new NewMessageData(
                Option.empty(),
                new MessageContent(message.body()),
                attributes(message.attributes()),
                ImmediateNextDelivery$.MODULE$,
                Option.empty(),
                Option.empty(),
                0,
                Option.empty(),
                Option.empty(),
                Option.empty());
    }

    private static scala.collection.immutable.Map<String, org.elasticmq.MessageAttribute>
            attributes(Map<String, MessageAttribute> attributes) {
        var converted = new HashMap<String, org.elasticmq.MessageAttribute>();
        attributes.forEach((name, attribute) -> converted.put(name, of(attribute)));
        return scala.collection.immutable.Map$.MODULE$.from(
                CollectionConverters.asScala(converted));
    }

    private static org.elasticmq.MessageAttribute of(MessageAttribute attribute) {
        var dot = attribute.type().indexOf('.');
        Option<String> label =
                dot < 0 ? Option.empty() : Option.apply(attribute.type().substring(dot + 1));
        if (attribute.isBinary()) {
            return BinaryMessageAttribute.fromBase64(attribute.value(), label);
        }
        return attribute.isNumber()
                ? new NumberMessageAttribute(attribute.value(), label)
                : new StringMessageAttribute(attribute.value(), label);
    }
}
