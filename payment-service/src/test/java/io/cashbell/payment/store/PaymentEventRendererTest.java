package io.cashbell.payment.store;

import static io.cashbell.payment.PaymentFixtures.EXPIRES_AT;
import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.MERCHANT;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.REFERENCE;
import static io.cashbell.payment.PaymentFixtures.SECOND;
import static io.cashbell.payment.PaymentFixtures.attempt;
import static io.cashbell.payment.PaymentFixtures.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.messaging.event.CloudEventCodec;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.outbox.Outbox;
import io.cashbell.messaging.outbox.OutboxEntry;
import io.cashbell.payment.Attempt;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.Capture;
import io.cashbell.payment.CardAuthorisation;
import io.cashbell.payment.Claim;
import io.cashbell.payment.GatewaySession;
import io.cashbell.payment.Instructions;
import io.cashbell.payment.Money;
import io.cashbell.payment.OrderedItem;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundRequest;
import io.cashbell.payment.RefundState;
import io.cashbell.payment.RefundState.Failed;
import io.cashbell.payment.RefundState.Refunded;
import io.cashbell.payment.event.Contracts;
import io.cashbell.payment.event.PaymentConfirmed;
import io.cashbell.payment.event.PaymentDisputed;
import io.cashbell.payment.event.PaymentExpired;
import io.cashbell.payment.event.PaymentFailed;
import io.cashbell.payment.event.PaymentInstructionsIssued;
import io.cashbell.payment.event.PaymentRefundFailed;
import io.cashbell.payment.event.PaymentRefunded;
import io.cashbell.payment.event.PaymentSessionCreated;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class PaymentEventRendererTest {

    private static final Instructions TRANSFER =
            Instructions.transfer("812", "9103522175887271", EXPIRES_AT);

    private final PaymentEventRenderer renderer = new PaymentEventRenderer();

    @Test
    void aConfirmationSatisfiesItsSchema() throws Exception {
        OutboxEntry entry = entry(PaymentConfirmed.TYPE, 1);

        Contracts.assertSatisfiesItsSchema(written(confirmed(), entry));
        assertThat(renderer.data(confirmed(), entry))
                .isInstanceOfSatisfying(
                        PaymentConfirmed.class,
                        event -> {
                            assertThat(event.gatewayTradeNo()).isEqualTo(REFERENCE.value());
                            assertThat(event.amount().amount()).isEqualTo("1200");
                            assertThat(event.paidAt()).isEqualTo(PAID_AT);
                        });
    }

    @Test
    void aFailureSatisfiesItsSchema() throws Exception {
        OutboxEntry entry = entry(PaymentFailed.TYPE, 1);

        Contracts.assertSatisfiesItsSchema(written(failed(entry), entry));
    }

    @Test
    @Tag("S1-12")
    void aSessionSatisfiesItsSchemaAndReadsTheSameAfterEverythingThatFollowed() throws Exception {
        OutboxEntry entry = entry(PaymentSessionCreated.TYPE, 1);
        Map<String, AttributeValue> then = item();
        then.put(PaymentItem.ATTEMPTS, attempts(Map.of()));
        then.put(PaymentItem.toldSession(1), PaymentItem.toldSession(FIRST, 1, EXPIRES_AT));
        OutboxEntry issued = entry(PaymentInstructionsIssued.TYPE, 2);
        OutboxEntry second = entry(PaymentSessionCreated.TYPE, 3);
        Map<String, AttributeValue> now = new HashMap<>(then);
        now.putAll(confirmed());
        issue(now, PaymentMethod.ECPAY_CREDIT, FIRST, TRANSFER, issued);
        Map<String, AttributeValue> both = new HashMap<>(Values.map(now, PaymentItem.ATTEMPTS));
        both.put(SECOND.value(), PaymentItem.attempt(attempt(SECOND).by(PaymentMethod.ECPAY_ATM)));
        now.put(PaymentItem.ATTEMPTS, Values.of(both));
        Instant later = EXPIRES_AT.plusSeconds(86_400);
        now.put(PaymentItem.EXPIRES_AT, Values.of(later.toEpochMilli()));
        now.put(PaymentItem.toldSession(3), PaymentItem.toldSession(SECOND, 2, later));

        Contracts.assertSatisfiesItsSchema(written(then, entry));
        assertThat(written(now, entry)).isEqualTo(written(then, entry));
        assertThat(renderer.data(now, entry))
                .isEqualTo(
                        new PaymentSessionCreated(
                                ORDER.value(),
                                fresh().id().value(),
                                1,
                                "ecpay-credit",
                                EXPIRES_AT));
        assertThat(renderer.data(now, second))
                .isEqualTo(
                        new PaymentSessionCreated(
                                ORDER.value(), fresh().id().value(), 2, "ecpay-atm", later));
        assertThat(PaymentItem.toldSessions(now)).isEqualTo(2);
    }

    @Test
    void disputesSatisfyTheirSchemaWithAndWithoutATradeNumber() throws Exception {
        OutboxEntry entry = entry(PaymentDisputed.TYPE, 1);
        Money little = Money.of("12", "TWD");

        Contracts.assertSatisfiesItsSchema(
                written(disputed(new Claim(MERCHANT, FIRST, little, REFERENCE), entry), entry));
        Contracts.assertSatisfiesItsSchema(
                written(disputed(new Claim(MERCHANT, FIRST, little, null), entry), entry));
    }

    @Test
    void aFailureReadsTheSameAfterEverythingThatFollowed() throws Exception {
        OutboxEntry entry = entry(PaymentFailed.TYPE, 1);
        Map<String, AttributeValue> then = failed(entry);
        Map<String, AttributeValue> now = new HashMap<>(then);
        now.putAll(confirmed());
        now.put(PaymentItem.ATTEMPTS, attempts(Map.of(SECOND, "secondevent", FIRST, entry.id())));

        assertThat(written(now, entry)).isEqualTo(written(then, entry));
    }

    @Test
    void anExpirySatisfiesItsSchema() throws Exception {
        OutboxEntry entry = entry(PaymentExpired.TYPE, 1);

        Contracts.assertSatisfiesItsSchema(written(expired(), entry));
        assertThat(renderer.data(expired(), entry))
                .isInstanceOfSatisfying(
                        PaymentExpired.class,
                        event -> {
                            assertThat(event.reason()).isEqualTo("deadline-passed");
                            assertThat(event.amount().amount()).isEqualTo("1200");
                            assertThat(event.items()).hasSize(2);
                        });
    }

    @Test
    void anExpiryReadsTheSameAfterMoneyThatCameLate() {
        OutboxEntry entry = entry(PaymentExpired.TYPE, 1);

        assertThat(written(confirmed(), entry)).isEqualTo(written(expired(), entry));
    }

    @Test
    void aRefundSatisfiesItsSchemaAndReadsTheSameAfterTheNext() throws Exception {
        OutboxEntry first = entry(PaymentRefunded.TYPE, 2);
        OutboxEntry second = entry(PaymentRefundFailed.TYPE, 3);
        Refund back = refund("a-refund-of-the-order", null, new Refunded(PAID_AT));
        Refund failed =
                refund("another-of-this-order", null, new Failed("refused", "error_balance"));
        Map<String, AttributeValue> then = new HashMap<>(confirmed());
        then.put(RefundItem.REFUNDS, Values.of(Map.of(back.id().value(), told(back, first))));
        Map<String, AttributeValue> now = new HashMap<>(then);
        now.put(
                RefundItem.REFUNDS,
                Values.of(
                        Map.of(
                                back.id().value(), told(back, first),
                                failed.id().value(), told(failed, second))));

        Contracts.assertSatisfiesItsSchema(written(then, first));
        Contracts.assertSatisfiesItsSchema(written(now, second));
        assertThat(written(now, first)).isEqualTo(written(then, first));
        assertThat(Contracts.JSON.readTree(written(now, first)).at("/data").has("unapplied"))
                .isFalse();
        assertThat(PaymentItem.read(now).refunds().values())
                .containsExactlyInAnyOrder(back, failed);
    }

    @Test
    void aRefundOfMoneyThatNoOrderCountsSaysSoAndReadsBackWithItsCapture() throws Exception {
        Capture capture =
                new Capture(
                        SECOND,
                        REFERENCE,
                        fresh().amount(),
                        PAID_AT,
                        new CardAuthorisation("12345678", true, true));
        OutboxEntry entry = entry(PaymentRefunded.TYPE, 2);
        Refund back = refund("a-refund-of-the-order", capture, new Refunded(PAID_AT));
        Map<String, AttributeValue> item = new HashMap<>(confirmed());
        item.put(RefundItem.REFUNDS, Values.of(Map.of(back.id().value(), told(back, entry))));

        String event = written(item, entry);

        Contracts.assertSatisfiesItsSchema(event);
        assertThat(Contracts.JSON.readTree(event).at("/data/unapplied").asBoolean()).isTrue();
        assertThat(PaymentItem.read(item).refunds().values()).containsExactly(back);
    }

    private static AttributeValue told(Refund refund, OutboxEntry entry) {
        return Values.of(RefundItem.ended(refund, entry.id(), Money.of("300", "TWD")));
    }

    private static Refund refund(String id, @Nullable Capture capture, RefundState state) {
        return new Refund(
                new RefundRequest(
                        new RefundId(id), Money.of("900", "TWD"), "out of stock", capture),
                PAID_AT,
                state);
    }

    @ParameterizedTest
    @MethodSource("waysToPay")
    void instructionsSatisfyTheirSchemaAndReadBack(
            PaymentMethod method, Instructions instructions, Set<String> members) throws Exception {
        OutboxEntry entry = entry(PaymentInstructionsIssued.TYPE, 1);
        Map<String, AttributeValue> item = item();
        issue(item, method, FIRST, instructions, entry);

        String event = written(item, entry);

        Contracts.assertSatisfiesItsSchema(event);
        JsonNode data = Contracts.JSON.readTree(event).get("data");
        assertThat(data.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(
                                        Stream.of(
                                                "orderId",
                                                "paymentId",
                                                "method",
                                                "amount",
                                                "expiresAt"),
                                        members.stream())
                                .toList());
        assertThat(data.get("expiresAt").asText()).isEqualTo(EXPIRES_AT.toString());
        assertThat(PaymentItem.instructions(PaymentItem.instructions(instructions, entry.id()).m()))
                .isEqualTo(instructions);
    }

    static Stream<Arguments> waysToPay() {
        return Stream.of(
                arguments(PaymentMethod.ECPAY_ATM, TRANSFER, Set.of("bankCode", "account")),
                arguments(
                        PaymentMethod.ECPAY_CVS,
                        Instructions.code("LLL25152000001", EXPIRES_AT),
                        Set.of("paymentCode")),
                arguments(
                        PaymentMethod.ECPAY_BARCODE,
                        Instructions.barcodes(
                                List.of("1501136AT", "9103522175887271", "010150000001200"),
                                EXPIRES_AT),
                        Set.of("barcodes")));
    }

    @Test
    void instructionsReadTheSameAfterEverythingThatFollowed() {
        OutboxEntry entry = entry(PaymentInstructionsIssued.TYPE, 1);
        Map<String, AttributeValue> then = item();
        issue(then, PaymentMethod.ECPAY_ATM, FIRST, TRANSFER, entry);

        Map<String, AttributeValue> now = new HashMap<>(then);
        now.putAll(confirmed());
        OutboxEntry another = entry(PaymentInstructionsIssued.TYPE, 2);
        now.put(PaymentItem.ATTEMPTS, attempts(Map.of(FIRST, "itfailed", SECOND, "sodidthis")));
        issue(now, PaymentMethod.ECPAY_ATM, FIRST, TRANSFER, entry);
        Instructions newer =
                Instructions.transfer("007", "1234567890123456", EXPIRES_AT.plusSeconds(1));
        issue(now, PaymentMethod.ECPAY_ATM, SECOND, newer, another);

        assertThat(written(now, entry)).isEqualTo(written(then, entry));
        assertThat(written(now, another)).contains("1234567890123456").contains("\"007\"");
    }

    @Test
    void instructionsThatNothingTellsAreABug() {
        Map<String, AttributeValue> item = item();
        OutboxEntry told = entry(PaymentInstructionsIssued.TYPE, 1);
        issue(item, PaymentMethod.ECPAY_ATM, FIRST, TRANSFER, told);
        OutboxEntry untold = entry(PaymentInstructionsIssued.TYPE, 1);

        assertThatThrownBy(() -> renderer.data(item, untold))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatTheGatewayGaveAndWhoClaimedItIsReadBack() {
        Attempt bare = attempt(FIRST);
        for (GatewaySession session :
                List.of(
                        new GatewaySession("T6a1", null, EXPIRES_AT),
                        new GatewaySession("wx20", "weixin://wxpay/a", EXPIRES_AT))) {
            Map<String, AttributeValue> item = item();
            Map<String, AttributeValue> members = new HashMap<>(PaymentItem.attempt(bare).m());
            members.put(PaymentItem.SESSION, PaymentItem.session(session));
            members.put(PaymentItem.CLAIMED_AT, Values.of(PAID_AT.toEpochMilli()));
            item.put(PaymentItem.ATTEMPTS, Values.of(Map.of(FIRST.value(), Values.of(members))));

            assertThat(PaymentItem.read(item).attempts())
                    .containsExactly(Map.entry(FIRST, bare.with(session).claimedAt(PAID_AT)));
        }
    }

    @Test
    void eachEventNamesTheWayOfItsAttempt() {
        OutboxEntry failed = entry(PaymentFailed.TYPE, 1);
        OutboxEntry issued = entry(PaymentInstructionsIssued.TYPE, 2);
        Map<String, AttributeValue> item = confirmed();
        item.put(PaymentItem.ATTEMPTS, attempts(Map.of(FIRST, failed.id())));
        Attempt other = attempt(SECOND).by(PaymentMethod.ECPAY_ATM);
        Map<String, AttributeValue> all = new HashMap<>(Values.map(item, PaymentItem.ATTEMPTS));
        all.put(SECOND.value(), PaymentItem.attempt(other));
        item.put(PaymentItem.ATTEMPTS, Values.of(all));
        issue(item, PaymentMethod.ECPAY_CREDIT, SECOND, TRANSFER, issued);
        item.put(
                PaymentItem.CONFIRMATION,
                PaymentItem.confirmation(new Confirmed(SECOND, REFERENCE, PAID_AT)));

        assertThat(PaymentItem.read(item).attempts())
                .containsEntry(SECOND, other.withInstructions());
        assertThat(((PaymentFailed) renderer.data(item, failed)).method())
                .isEqualTo("ecpay-credit");
        assertThat(((PaymentInstructionsIssued) renderer.data(item, issued)).method())
                .isEqualTo("ecpay-atm");
        assertThat(
                        ((PaymentConfirmed) renderer.data(item, entry(PaymentConfirmed.TYPE, 3)))
                                .method())
                .isEqualTo("ecpay-atm");
    }

    @Test
    void anEventThatNothingTellsIsABug() {
        assertThatThrownBy(() -> renderer.data(confirmed(), entry(PaymentFailed.TYPE, 1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsWrittenIsReadAsTheSamePayment() {
        Map<String, AttributeValue> item = new HashMap<>(PaymentItem.attributes(fresh()));
        item.put("pk", Values.of(ORDER.value()));

        assertThat(PaymentItem.read(item)).isEqualTo(fresh());
    }

    /** A write costs by the kilobyte; the largest moment of an ordinary payment fits into one. */
    @Test
    void anOrdinaryPaymentFitsIntoOneKilobyte() {
        Payment three =
                new Payment(
                        fresh().id(),
                        ORDER,
                        fresh().method(),
                        fresh().amount(),
                        List.of(
                                new OrderedItem("阿里山高山烏龍茶 150 公克", 2, Money.of("900", "TWD")),
                                new OrderedItem("日月潭紅玉紅茶 75 公克", 1, Money.of("300", "TWD")),
                                new OrderedItem(
                                        "Oriental Beauty Oolong", 1, Money.of("980", "TWD"))),
                        "zh-TW",
                        fresh().accessTokenHash(),
                        fresh().expiresAt(),
                        fresh().state(),
                        Map.of(),
                        fresh().disputes());
        Map<String, AttributeValue> item = new HashMap<>(PaymentItem.attributes(three));
        Map<String, AttributeValue> confirmed = confirmed();
        for (String name :
                List.of("pk", "sk", "ver", PaymentItem.CONFIRMATION, PaymentItem.ATTEMPTS)) {
            item.put(name, confirmed.get(name));
        }
        item.put(
                PaymentItem.CONFIRMATION,
                PaymentItem.confirmation(
                        new Confirmed(
                                FIRST,
                                REFERENCE,
                                PAID_AT,
                                new CardAuthorisation("1234567890", true, false))));
        item.put(PaymentItem.toldSession(1), PaymentItem.toldSession(FIRST, 1, EXPIRES_AT));
        item.putAll(Outbox.of(List.of(entry(PaymentConfirmed.TYPE, 2)), "3"));

        assertThat(size(item)).isLessThan(1024);
    }

    private String written(Map<String, AttributeValue> item, OutboxEntry entry) {
        CloudEventCodec codec = new CloudEventCodec(Contracts.JSON);
        return codec.encode(
                new CloudEvent(
                        entry.id(),
                        "/payment-service",
                        entry.type(),
                        ORDER.value(),
                        entry.time(),
                        entry.sequence(),
                        null,
                        entry.causationId(),
                        codec.data(renderer.data(item, entry))));
    }

    private static OutboxEntry entry(String type, long sequence) {
        return OutboxEntry.of(type, PAID_AT, sequence);
    }

    private static Map<String, AttributeValue> item() {
        Map<String, AttributeValue> item = new HashMap<>(PaymentItem.attributes(fresh()));
        item.putAll(PaymentItem.key(ORDER).attributes());
        item.put("ver", Values.of(3));
        item.put(PaymentItem.ATTEMPTS, attempts(Map.of()));
        return item;
    }

    private static Map<String, AttributeValue> confirmed() {
        Map<String, AttributeValue> item = item();
        item.put(PaymentItem.STATE, Values.of(PaymentItem.CONFIRMED));
        item.put(
                PaymentItem.CONFIRMATION,
                PaymentItem.confirmation(new Confirmed(FIRST, REFERENCE, PAID_AT)));
        return item;
    }

    private static Map<String, AttributeValue> failed(OutboxEntry entry) {
        Map<String, AttributeValue> item = item();
        item.put(PaymentItem.STATE, Values.of(PaymentItem.FAILED));
        item.put(PaymentItem.ATTEMPTS, attempts(Map.of(FIRST, entry.id())));
        return item;
    }

    private static Map<String, AttributeValue> expired() {
        Map<String, AttributeValue> item = item();
        item.put(PaymentItem.STATE, Values.of(PaymentItem.EXPIRED));
        return item;
    }

    /** As the write that tells of them leaves the item, keeping what else is in it. */
    private static void issue(
            Map<String, AttributeValue> item,
            PaymentMethod method,
            AttemptNumber number,
            Instructions instructions,
            OutboxEntry entry) {
        Map<String, AttributeValue> attempts =
                new HashMap<>(Values.map(item, PaymentItem.ATTEMPTS));
        Map<String, AttributeValue> members =
                new HashMap<>(
                        attempts.getOrDefault(number.value(), PaymentItem.attempt(attempt(number)))
                                .m());
        members.put(PaymentItem.INSTRUCTIONS, PaymentItem.instructions(instructions, entry.id()));
        attempts.put(number.value(), Values.of(members));
        item.put(PaymentItem.METHOD, Values.of(method.code()));
        item.put(PaymentItem.ATTEMPTS, Values.of(attempts));
        item.putIfAbsent(PaymentItem.TRANSFER_OF, Values.of(number.value()));
        if (!item.containsKey(PaymentItem.CONFIRMATION)) {
            item.put(PaymentItem.STATE, Values.of(PaymentItem.TRANSFER));
        }
    }

    private static Map<String, AttributeValue> disputed(Claim claim, OutboxEntry entry) {
        Map<String, AttributeValue> item = item();
        item.put(
                PaymentItem.DISPUTES,
                Values.of(
                        Map.of(
                                "amount-mismatch/" + claim.attempt(),
                                PaymentItem.dispute(claim, entry.id()))));
        return item;
    }

    private static AttributeValue attempts(Map<AttemptNumber, String> declined) {
        Map<String, AttributeValue> attempts = new HashMap<>();
        attempts.put(FIRST.value(), PaymentItem.attempt(attempt(FIRST)));
        declined.forEach(
                (number, event) -> {
                    Map<String, AttributeValue> members =
                            new HashMap<>(PaymentItem.attempt(attempt(number)).m());
                    members.put(PaymentItem.REASON, Values.of("refused-by-bank"));
                    members.put(PaymentItem.CODE, Values.of("10100248"));
                    members.put(PaymentItem.EVENT, Values.of(event));
                    attempts.put(number.value(), Values.of(members));
                });
        return Values.of(attempts);
    }

    /** As the DynamoDB developer guide counts: names and text in UTF-8, three bytes a container. */
    private static int size(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(part -> bytes(part.getKey()) + size(part.getValue()))
                .sum();
    }

    private static int size(AttributeValue value) {
        return switch (value.type()) {
            case S -> bytes(value.s());
            case N -> (value.n().length() + 1) / 2 + 1;
            case M -> 3 + size(value.m()) + value.m().size();
            case L -> 3 + value.l().stream().mapToInt(part -> 1 + size(part)).sum();
            default -> throw new IllegalStateException("we do not write " + value.type());
        };
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
