package io.cashbell.payment;

import static io.cashbell.payment.PaymentFixtures.EXPIRES_AT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InstructionsTest {

    private static final List<String> BARCODES =
            List.of("1501136AT", "9103522175887271", "010150000001200");

    @Test
    void eachWayToPayIsOne() {
        assertThat(Instructions.transfer("812", "9103522175887271", EXPIRES_AT))
                .isEqualTo(of("812", "9103522175887271", null, List.of()));
        assertThat(Instructions.code("LLL25152000001", EXPIRES_AT))
                .isEqualTo(of(null, null, "LLL25152000001", List.of()));
        assertThat(Instructions.barcodes(BARCODES, EXPIRES_AT))
                .isEqualTo(of(null, null, null, BARCODES));
    }

    @Test
    void noneOrHalfOfAWayIsRefused() {
        assertRefused(null, null, null, List.of());
        assertRefused("812", null, null, List.of());
        assertRefused(null, "9103522175887271", null, List.of());
        assertRefused(null, null, null, BARCODES.subList(0, 2));
    }

    @Test
    void twoWaysAtOnceAreRefused() {
        assertRefused("812", "9103522175887271", "LLL25152000001", List.of());
        assertRefused("812", "9103522175887271", null, BARCODES);
        assertRefused(null, null, "LLL25152000001", BARCODES);
        assertRefused("812", "9103522175887271", "LLL25152000001", BARCODES);
    }

    @Test
    void halfOfASecondWayIsRefusedToo() {
        assertRefused("812", null, "LLL25152000001", List.of());
        assertRefused(null, "9103522175887271", null, BARCODES);
        assertRefused(null, null, "LLL25152000001", BARCODES.subList(0, 1));
        assertRefused("812", "9103522175887271", null, BARCODES.subList(0, 2));
    }

    @Test
    void whoeverGaveTheBarcodesChangesThemNoMore() {
        List<String> given = new ArrayList<>(BARCODES);
        Instructions instructions = Instructions.barcodes(given, EXPIRES_AT);

        given.clear();

        assertThat(instructions.barcodes()).isEqualTo(BARCODES);
    }

    private static void assertRefused(
            @Nullable String bankCode,
            @Nullable String account,
            @Nullable String paymentCode,
            List<String> barcodes) {
        assertThatThrownBy(() -> of(bankCode, account, paymentCode, barcodes))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Instructions of(
            @Nullable String bankCode,
            @Nullable String account,
            @Nullable String paymentCode,
            List<String> barcodes) {
        return new Instructions(bankCode, account, paymentCode, barcodes, EXPIRES_AT);
    }
}
