package io.cashbell.messaging.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.messaging.MessagingFixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SqsConsumedQueueTest {
    private final FakeSqs sqs = new FakeSqs();
    private final ConsumedQueue queue =
            new SqsConsumedQueue(sqs, new ObjectMapper(), MessagingFixtures.configuration());

    @Test
    void whatWaitsWhatIsTakenAndWhatIsDeadIsCounted() {
        sqs.die(7);

        assertThat(queue.depth()).isEqualTo(new ConsumedQueue.Depth(3, 2, 7));
    }

    @Test
    void aQueueThatKeepsNoDeadLettersHasNone() {
        sqs.attributes.remove(QueueAttributeName.REDRIVE_POLICY);

        assertThat(queue.depth()).isEqualTo(new ConsumedQueue.Depth(3, 2, 0));
        assertThat(queue.redrive()).isZero();
        assertThat(sqs.tasks).isEmpty();
    }

    @Test
    void thePlatformIsAskedToBringThemBack() {
        sqs.die(7);

        assertThat(queue.redrive()).isEqualTo(7);

        assertThat(sqs.tasks).containsExactly(FakeSqs.DEAD_ARN);
        assertThat(sqs.sent).isEmpty();
    }

    @Test
    void aSecondRequestWhileItIsUnderWayMovesNothingByHand() {
        sqs.die(7);
        sqs.refusal = FakeSqs.refused(400);
        sqs.underWay = true;

        assertThat(queue.redrive()).isEqualTo(7);

        assertThat(sqs.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 501})
    void whereThePlatformRefusesEachIsSentThenDeletedAsItWas(int status) {
        sqs.die(12);
        sqs.refusal = FakeSqs.refused(status);

        assertThat(queue.redrive()).isEqualTo(12);

        assertThat(sqs.steps)
                .hasSize(24)
                .startsWith("send letter-0", "delete letter-0", "send letter-1");
        assertThat(sqs.sent)
                .allSatisfy(
                        letter -> {
                            assertThat(letter.queueUrl()).isEqualTo(FakeSqs.QUEUE);
                            assertThat(letter.messageAttributes())
                                    .extractingByKey("type")
                                    .extracting(MessageAttributeValue::stringValue)
                                    .isEqualTo("bell.rung.v1");
                        });
    }

    @Test
    void oneCallMovesAThousandByHandAtMost() {
        sqs.die(1_003);
        sqs.refusal = FakeSqs.refused(400);

        assertThat(queue.redrive()).isEqualTo(1_000);
        assertThat(sqs.dead).hasSize(3);
    }

    @Test
    void whatCannotBeSentIsNotDeleted() {
        sqs.die(1);
        sqs.refusal = FakeSqs.refused(400);
        sqs.sendRefusal = FakeSqs.refused(503);

        assertThatThrownBy(queue::redrive).isInstanceOf(QueueUnreachableException.class);
        assertThat(sqs.steps).isEmpty();
    }

    @Test
    void aPlatformThatIsDownIsNoReasonToMoveByHand() {
        sqs.die(1);
        sqs.refusal = FakeSqs.refused(503);

        assertThatThrownBy(queue::redrive).isInstanceOf(QueueUnreachableException.class);
        assertThat(sqs.dead).hasSize(1);
    }
}
