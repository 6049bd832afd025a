package io.cashbell.local.gateway.ecpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Accounts, codes and barcodes, and until when they can be paid. */
class IssuedTest {
    /** 14:02:17 of 26 April 2022 in Taiwan. */
    private static final Instant AT = Instant.parse("2022-04-26T06:02:17Z");

    @Test
    void anAccountEndsWithTheLastDayInTaiwan() {
        var issued = issued(Method.ATM, "CHINATRUST", Map.of());

        assertThat(issued.numbers()).containsEntry("BankCode", "822");
        assertThat(issued.numbers().get("vAccount")).matches("\\d{16}");
        assertThat(issued.expireDate()).isEqualTo("2022/04/29");
        assertThat(issued.deadline()).isEqualTo(Instant.parse("2022-04-29T15:59:59Z"));
    }

    @Test
    void aDayInTaiwanBeginsEightHoursEarlier() {
        var lateInTheEvening = Instant.parse("2022-04-26T16:30:00Z");

        var issued =
                Issued.of(
                        order(Map.of("ExpireDate", "1")),
                        choice(Method.ATM, "BOT"),
                        7,
                        lateInTheEvening);

        assertThat(issued.expireDate()).isEqualTo("2022/04/28");
    }

    @Test
    void aCodeIsFourteenLongAndEndsByTheMinute() {
        var issued = issued(Method.CVS, "CVS", Map.of("StoreExpireDate", "90"));

        assertThat(issued.numbers().get("PaymentNo")).isEqualTo("LLL22116000042");
        assertThat(issued.numbers())
                .containsEntry("Barcode1", "")
                .containsEntry("Barcode2", "")
                .containsEntry("Barcode3", "");
        assertThat(issued.expireDate()).isEqualTo("2022/04/26 15:32:17");
    }

    @ParameterizedTest
    @CsvSource({"CVS, CVS, 2022/05/03 14:02:17", "BARCODE, BARCODE, 2022/05/03 14:02:17"})
    void aWeekIsGivenWhereTheOrderSaysNothing(Method method, String sub, String expireDate) {
        assertThat(issued(method, sub, Map.of()).expireDate()).isEqualTo(expireDate);
    }

    @Test
    void threeBarcodesCarryTheLastDayTheTradeAndTheAmount() {
        var issued = issued(Method.BARCODE, "BARCODE", Map.of());

        assertThat(issued.numbers().get("Barcode1")).isEqualTo("1105036EA");
        assertThat(issued.numbers().get("Barcode2")).isEqualTo("3453000000000042");
        assertThat(issued.numbers().get("Barcode3")).matches("0426[0-9A-Z]{2}000001500");
        Issued.BARCODES.forEach(
                name ->
                        assertThat(Code39.canWrite(issued.numbers().getOrDefault(name, "")))
                                .isTrue());
    }

    /** Two slips of ECPay's stage that others have published with their tests. */
    @ParameterizedTest
    @CsvSource({
        "1105036EA, 3453011539919569, 042677000001500",
        "0711066EA, 3453010191918357, 103079000002000"
    })
    void theCheckDigitsAreThoseOfRealSlips(String first, String second, String third) {
        var withoutThem = third.substring(0, 4) + third.substring(6);

        assertThat(Issued.checkDigits(first, second, withoutThem)).isEqualTo(third.substring(4, 6));
    }

    @Test
    void minutesOfACodeAreNotTakenForDaysOfABarcode() {
        var issued = issued(Method.BARCODE, "BARCODE", Map.of("StoreExpireDate", "10080"));

        assertThat(issued.expireDate()).isEqualTo("2022/05/26 14:02:17");
    }

    @Test
    void anApplicationHasANumberAndNoDeadline() {
        var issued = issued(Method.BNPL, "URICH", Map.of());

        assertThat(issued.numbers()).containsKeys("BNPLTradeNo", "BNPLInstallment");
        assertThat(issued.deadline()).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"ATM", "CVS", "BARCODE", "BNPL"})
    void noTwoTradesShareANumber(Method method) {
        var choice = choice(method, method.subs().getFirst().name());

        assertThat(Issued.of(order(Map.of()), choice, 1, AT).numbers())
                .isNotEqualTo(Issued.of(order(Map.of()), choice, 2, AT).numbers());
    }

    private static Issued issued(Method method, String sub, Map<String, String> fields) {
        return Issued.of(order(fields), choice(method, sub), 42, AT);
    }

    private static Choice choice(Method method, String sub) {
        return new Choice(method, sub, 0, false);
    }

    private static Order order(Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.put("TotalAmount", "1500");
        return new Order(all);
    }
}
