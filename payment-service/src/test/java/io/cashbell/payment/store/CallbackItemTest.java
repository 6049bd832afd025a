package io.cashbell.payment.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cashbell.messaging.item.ItemKey;
import io.cashbell.payment.CallbackCheck;
import io.cashbell.payment.CallbackId;
import io.cashbell.payment.KeptCallback;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.SignatureExplanation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallbackItemTest {

    private static final Instant AT = Instant.parse("2026-01-01T02:03:04.567Z");
    private static final CallbackId ID = CallbackId.next(AT, new Random(20260101));

    @Test
    void comesBackAsItWas() {
        KeptCallback kept = kept(null);
        ItemKey reference = CallbackItem.reference(kept.orderId(), "fingerprint");

        var read =
                CallbackItem.read(
                        CallbackItem.attributes(kept, reference, AT.plus(90, ChronoUnit.DAYS)));

        assertThat(read.callback()).isEqualTo(kept);
        assertThat(read.reference()).isEqualTo(reference);
    }

    @Test
    void anExplanationComesBackToo() {
        KeptCallback kept =
                kept(
                        new SignatureExplanation(
                                List.of(new SignatureExplanation.Step("sorted", "HashKey=masked")),
                                "values trimmed",
                                "do not",
                                new SignatureExplanation.Difference(7, "a", "b")));

        assertThat(CallbackItem.read(CallbackItem.attributes(kept, null, AT)).callback())
                .isEqualTo(kept);
    }

    @Test
    void itsKeyFollowsFromItsIdAlone() {
        assertThat(CallbackItem.key(ID).pk()).matches("callbacks#2026-01-01T02#[0-3]");
        assertThat(CallbackItem.key(ID).sk()).isEqualTo(ID.value());
    }

    @Test
    void otherBytesAreNotRead() {
        assertThatIllegalStateException().isThrownBy(() -> Packed.read(new byte[] {1, 2, 3}));
        assertThatIllegalStateException()
                .isThrownBy(() -> Packed.read(Packed.of("x".repeat(1_000_000))));
    }

    private static KeptCallback kept(@Nullable SignatureExplanation explanation) {
        return new KeptCallback(
                ID,
                "ecpay",
                new OrderId("01jexampleorder0000000000a"),
                "disputed",
                false,
                "a dispute was noted",
                List.of(
                        CallbackCheck.holds("signature", "it was made with our keys"),
                        CallbackCheck.fails("amount", "1 is claimed, ours is 1200")),
                new LinkedHashMap<>(Map.of("RtnMsg", "交易成功")),
                true,
                new KeptCallback.Evidence("{}", "seal"),
                explanation,
                0);
    }
}
