package io.cashbell.payment.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.messaging.event.CloudEventCodec;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.OutboxEntry;
import io.cashbell.payment.Warning;
import io.cashbell.payment.event.Contracts;
import io.cashbell.payment.event.WarningRaised;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class WarningEventTest {

    private static final Instant FIRST = Instant.parse("2026-03-14T08:57:02Z");
    private static final OutboxEntry ENTRY =
            OutboxEntry.of(WarningRaised.TYPE, FIRST.plusSeconds(86_400), 2);

    private final PaymentEventRenderer renderer = new PaymentEventRenderer();

    @ParameterizedTest
    @EnumSource(Warning.class)
    void everyWarningSatisfiesItsSchema(Warning warning) throws Exception {
        Contracts.assertSatisfiesItsSchema(
                written("warning-wechatpay-" + warning.code(), item(warning, "wechatpay")));
        Map<String, AttributeValue> ofTheShop = item(warning, "ecpay");
        ofTheShop.remove("g");
        Contracts.assertSatisfiesItsSchema(written("warning-shop-" + warning.code(), ofTheShop));
    }

    @Test
    void aCopyIsEqualToTheFirstHoweverOftenItWasToldSince() {
        Map<String, AttributeValue> item = item(Warning.KEYS_REFUSED, "ecpay");
        Object first = renderer.data(item, ENTRY);
        item.put("told", Values.of(FIRST.plusSeconds(900_000)));
        item.put("n", Values.of(9));

        assertThat(renderer.data(item, ENTRY))
                .isEqualTo(first)
                .isEqualTo(new WarningRaised("keys-refused", "ecpay", FIRST));
    }

    private static Map<String, AttributeValue> item(Warning warning, String gateway) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("w", Values.of(warning.code()));
        item.put("g", Values.of(gateway));
        item.put("first", Values.of(FIRST));
        item.put("told", Values.of(FIRST));
        item.put("n", Values.of(1));
        return item;
    }

    private String written(String subject, Map<String, AttributeValue> item) {
        CloudEventCodec codec = new CloudEventCodec(Contracts.JSON);
        return codec.encode(
                new CloudEvent(
                        ENTRY.id(),
                        "/payment-service",
                        ENTRY.type(),
                        subject,
                        ENTRY.time(),
                        ENTRY.sequence(),
                        null,
                        ENTRY.causationId(),
                        codec.data(renderer.data(item, ENTRY))));
    }
}
