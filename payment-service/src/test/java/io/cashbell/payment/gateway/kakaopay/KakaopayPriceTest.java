package io.cashbell.payment.gateway.kakaopay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.payment.gateway.kakaopay.KakaopayReadyMessages.Price;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KakaopayPriceTest {

    static Stream<JsonNode> vectors() {
        return StreamSupport.stream(
                KakaopayFixtures.vectors().at("/vat/vectors").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    @Tag("S3-28")
    void theVatIsKakaopays(JsonNode vector) {
        Price price =
                Price.of(
                        vector.get("total_amount").asLong(),
                        vector.get("tax_free_amount").asLong());

        assertThat(price.vat()).isEqualTo(vector.get("expected_vat").asLong());
        assertThat(price.vat() + price.taxFree()).isLessThanOrEqualTo(price.total());
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "2200, 2201, 0", "2200, -1, 200", "2200, 0, 199", "2200, 2200, 200"})
    @Tag("S3-28")
    void partsThatDoNotFitTheTotalAreRefused(long total, long taxFree, long vat) {
        assertThatThrownBy(() -> new Price(total, taxFree, vat))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
