package io.cashbell.payment.gateway.ecpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times are Taiwan's, as ECPay counts. */
class EcpayDeadlineTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T10:00, 2026-01-01T10:30, 1, the shortest there is outlives the order",
        "2026-01-01T23:50, 2026-01-02T23:50, 1, the shortest there is outlives the order",
        "2026-01-01T10:00, 2026-01-03T00:00, 1, the next day is over",
        "2026-01-01T10:00, 2026-01-02T23:59:59, 1, the next day is over",
        "2026-01-01T10:00, 2026-01-03T23:59:59, 2, the second day is over",
        "2026-01-01T10:00, 2026-01-04T10:00, 2, the third day after is not over when the order ends",
        "2026-01-01T00:00, 2026-01-04T23:59, 2, in Taiwan and not elsewhere",
        "2026-01-01T23:59, 2026-01-05T00:00, 3, in Taiwan and not elsewhere",
        "2026-01-01T10:00, 2026-06-01T10:00, 60, the longest there is"
    })
    void aTransferEndsWithADayThatIsOverBeforeTheOrder(
            String startedAt, String expiresAt, int days, String because) {
        assertThat(EcpayDeadline.atmDays(at(startedAt), at(expiresAt), false))
                .as(because)
                .isEqualTo(days);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T10:00:00, 2026-01-01T10:00:59, 1",
        "2026-01-01T10:00:00, 2026-01-01T10:30:59, 30",
        "2026-01-01T10:00:00, 2026-01-08T10:00:00, 10080",
        "2026-01-01T10:00:00, 2026-03-01T10:00:00, 43200"
    })
    void aStoresCodeEndsWithAMinuteBeforeTheOrder(String startedAt, String expiresAt, int minutes) {
        assertThat(EcpayDeadline.cvsMinutes(at(startedAt), at(expiresAt), false))
                .isEqualTo(minutes);
    }

    @Test
    void whoTurnsToANumberHasTheTimeThatEcpayGivesUnasked() {
        Instant from = at("2026-01-01T10:00");
        Instant halfAnHour = at("2026-01-01T10:30");

        assertThat(EcpayDeadline.atmDays(from, halfAnHour, true)).isEqualTo(3);
        assertThat(EcpayDeadline.barcodeDays(from, halfAnHour, true)).isEqualTo(7);
        assertThat(EcpayDeadline.cvsMinutes(from, halfAnHour, true)).isEqualTo(10_080);
        assertThat(EcpayDeadline.atmDays(from, at("2026-01-12T00:00"), true))
                .as("no less than the order has anyway")
                .isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "ATM, 2026-01-01T10:00, 2026-01-02T23:59:59, true",
        "ATM, 2026-01-01T10:00, 2026-01-02T23:59:58, false",
        "BARCODE, 2026-01-01T10:00, 2026-01-01T23:59:59, false",
        "CVS, 2026-01-01T10:00, 2026-01-01T10:01, true",
        "CVS, 2026-01-01T10:00:01, 2026-01-01T10:01, false",
        "CREDIT, 2026-01-01T10:00, 2026-01-01T10:01, true"
    })
    void aNumberFitsWhereEcpaysShortestIsOverBeforeTheOrder(
            EcpayMethod method, String startedAt, String expiresAt, boolean fits) {
        assertThat(EcpayDeadline.fits(method, at(startedAt), at(expiresAt))).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({
        "CREDIT, PT15M, PT15M",
        "APPLEPAY, PT15M, PT15M",
        "TWQR, PT15M, PT15M",
        "BARCODE, PT0S, P3D",
        "ATM, PT0S, PT0S",
        "CVS, PT0S, PT0S",
        "WEBATM, PT0S, PT0S",
        "BNPL, PT0S, PT0S"
    })
    void moneyThatWasPaidInTimeBecomesKnownWithin(
            EcpayMethod method, Duration withoutANumber, Duration withOne) {
        assertThat(EcpayDeadline.grace(method, false)).isEqualTo(withoutANumber);
        assertThat(EcpayDeadline.grace(method, true)).isEqualTo(withOne);
    }

    private static Instant at(String taiwanTime) {
        return OffsetDateTime.parse(
                        (taiwanTime.length() == 16 ? taiwanTime + ":00" : taiwanTime) + "+08:00")
                .toInstant();
    }
}
