package io.cashbell.payment.gateway.kakaopay;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.gateway.kakaopay.KakaopayReadyMessages.Price;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KakaopayRefundsTest {

    /** Whatever the parts are: no tax is lost between them, and none is negative. */
    @Test
    void theTaxOfThePartsIsThatOfTheWhole() {
        Random random = new Random(20260326);
        for (int run = 0; run < 10_000; run++) {
            long total = 1 + random.nextLong(2_000_000);
            long rest = total;
            long tax = 0;
            while (rest > 0) {
                long part = 1 + random.nextLong(rest);
                long vat = KakaopayRefunds.vat(total, rest, part);
                assertThat(vat).isBetween(0L, part);
                tax += vat;
                rest -= part;
            }
            assertThat(tax).isEqualTo(Price.of(total, 0).vat());
        }
    }
}
