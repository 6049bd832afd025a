package io.cashbell.local.gateway.kakaopay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AmountTest {
    static Stream<JsonNode> vat() {
        return Vectors.at("/vat/vectors").valueStream();
    }

    @ParameterizedTest
    @MethodSource("vat")
    void theUsualVatIsThatOfTheVectors(JsonNode vector) {
        assertThat(
                        Amount.usualVat(
                                vector.get("total_amount").asLong(),
                                vector.get("tax_free_amount").asLong()))
                .isEqualTo(vector.get("expected_vat").asLong());
    }

    @ParameterizedTest
    @CsvSource({
        "2200, 0, 200, 0, true",
        "2200, 2200, 0, 0, true",
        "2200, 1000, 1200, 0, true",
        "2200, 1000, 1201, 0, false",
        "2200, -1, 200, 0, false",
        "2200, 0, -1, 0, false",
        "2200, 2201, 0, 0, false",
        "2200, 0, 200, 300, true",
        "2200, 0, 200, 2201, false",
        "2200, 0, 200, -1, false"
    })
    void partsAreWithinTheTotal(long total, long taxFree, long vat, long deposit, boolean adds) {
        assertThat(new Amount(total, taxFree, vat, deposit).addsUp()).isEqualTo(adds);
    }

    @Test
    void whatIsTakenAwayComesBack() {
        var whole = new Amount(5500, 500, 455, 100);
        var part = new Amount(1200, 100, 100, 0);

        assertThat(whole.minus(part)).isEqualTo(new Amount(4300, 400, 355, 100));
        assertThat(whole.minus(part).plus(part)).isEqualTo(whole);
    }
}
