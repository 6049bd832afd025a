package io.cashbell.payment.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Money;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.close.HeapTotal.Sum;
import io.cashbell.payment.gateway.StatementLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyCloseTest {

    private static final int ROWS = 100_000;

    private final DailyClose close = new DailyClose(1_000);

    @Test
    void whatBothSayTheSameOfIsEqual() {
        close.here(entry(1, 1200));
        close.there(line(1, 1200));

        Comparison comparison = close.end();

        assertThat(comparison.found()).isZero();
        assertThat(comparison.totals())
                .containsExactly(
                        new HeapTotal(
                                Heap.EQUAL,
                                "TWD",
                                "ecpay-credit",
                                new Sum(1, 120000),
                                new Sum(1, 120000)));
    }

    @Test
    void bothRecordsOfADayWithoutPaymentsAreEmpty() {
        assertThat(close.end()).isEqualTo(new Comparison(List.of(), List.of(), 0));
    }

    @Test
    void eachSideAloneIsAHeap() {
        close.here(entry(1, 1200));
        close.there(line(2, 900));

        Comparison comparison = close.end();

        assertThat(comparison.differences())
                .extracting(Difference::heap, Difference::what, Difference::attempt)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Heap.PAID_THERE, "not-here", number(2).value()),
                        org.assertj.core.groups.Tuple.tuple(
                                Heap.PAID_HERE, "not-there", number(1).value()));
        assertThat(here(comparison)).isEqualTo(new Sum(1, 120000));
        assertThat(there(comparison)).isEqualTo(new Sum(1, 90000));
    }

    @ParameterizedTest
    @CsvSource({
        "1201, 2611260000000001, true, amount",
        "1200, 2611260000000009, true, reference",
        "1200, , true, reference",
        "1200, 2611260000000001, false, state",
    })
    void anyPartThatDiffersIsADifference(
            long dollars, String reference, boolean paid, String what) {
        close.here(entry(1, 1200));
        close.there(
                new StatementLine(
                        number(1).value(),
                        reference == null ? null : new GatewayReference(reference),
                        PaymentMethod.ECPAY_CREDIT,
                        dollars(dollars),
                        paid,
                        "",
                        null));

        Comparison comparison = close.end();

        assertThat(comparison.differences()).singleElement().matches(d -> d.what().equals(what));
        assertThat(comparison.differences().getFirst().heap()).isEqualTo(Heap.DIFFERENT);
        assertThat(there(comparison).minorUnits()).isEqualTo(paid ? dollars * 100 : 0);
    }

    @Test
    void lettersOfAnotherCaseAreTheSamePayment() {
        close.here(entry(1, 1200));
        StatementLine line = line(1, 1200);
        close.there(
                new StatementLine(
                        line.attempt().toLowerCase(java.util.Locale.ROOT),
                        line.reference(),
                        line.method(),
                        line.amount(),
                        true,
                        "",
                        null));

        assertThat(close.end().found()).isZero();
    }

    @Test
    void whatWasNotPaidAndIsNotOursIsNothing() {
        StatementLine line = line(1, 1200);
        close.there(
                new StatementLine(
                        line.attempt(), line.reference(), null, line.amount(), false, "", null));

        assertThat(close.end().totals()).isEmpty();
    }

    @Test
    void aLineThatStandsTwiceIsMoneyThatOurBooksDoNotHave() {
        close.here(entry(1, 1200));
        close.there(line(1, 1200));
        close.there(line(1, 1200));

        Comparison comparison = close.end();

        assertThat(comparison.differences())
                .singleElement()
                .matches(d -> d.what().equals("listed-twice"));
        assertThat(there(comparison)).isEqualTo(new Sum(2, 240000));
        assertThat(here(comparison)).isEqualTo(new Sum(1, 120000));
    }

    @Test
    void anEntryThatOurBooksHaveTwiceIsAFaultOfOurs() {
        close.here(entry(1, 1200));

        assertThatIllegalStateException().isThrownBy(() -> close.here(entry(1, 1200)));
    }

    @Test
    void allDifferencesAreCountedAndTheFirstOnesKept() {
        DailyClose few = new DailyClose(3);
        for (int i = 0; i < 10; i++) {
            few.there(line(i, 100));
        }

        Comparison comparison = few.end();

        assertThat(comparison.found()).isEqualTo(10);
        assertThat(comparison.differences()).hasSize(3);
        assertThat(there(comparison)).isEqualTo(new Sum(10, 100000));
    }

    /**
     * 100,000 rows, some of them planted to differ: those are found, no other, to the last unit.
     */
    @Test
    void everyPlantedDifferenceAmongAHundredThousandRowsIsFound() {
        Random random = new Random(20260314);
        Map<String, String> planted = new HashMap<>();
        List<StatementLine> theirs = new ArrayList<>(ROWS);
        long here = 0;
        long there = 0;
        long began = System.nanoTime();
        for (int i = 0; i < ROWS; i++) {
            long dollars = 5L + random.nextInt(199_995);
            switch (random.nextInt(1_000)) {
                case 0 -> {
                    planted.put(number(i).value(), "not-here");
                    theirs.add(line(i, dollars));
                    there += dollars;
                }
                case 1 -> {
                    planted.put(number(i).value(), "not-there");
                    close.here(entry(i, dollars));
                    here += dollars;
                }
                case 2 -> {
                    planted.put(number(i).value(), "amount");
                    close.here(entry(i, dollars));
                    theirs.add(line(i, dollars + 1));
                    here += dollars;
                    there += dollars + 1;
                }
                default -> {
                    close.here(entry(i, dollars));
                    theirs.add(line(i, dollars));
                    here += dollars;
                    there += dollars;
                }
            }
        }
        Collections.shuffle(theirs, random);
        theirs.forEach(close::there);

        Comparison comparison = close.end();

        System.out.printf(
                "daily close: %,d rows, %,d differences, %d ms%n",
                ROWS, comparison.found(), (System.nanoTime() - began) / 1_000_000);
        Map<String, String> found = new HashMap<>();
        comparison.differences().forEach(d -> found.put(d.attempt(), d.what()));
        assertThat(planted.values()).contains("not-here", "not-there", "amount");
        assertThat(found).isEqualTo(planted);
        assertThat(comparison.found()).isEqualTo(planted.size());
        assertThat(here(comparison).minorUnits()).isEqualTo(here * 100);
        assertThat(there(comparison).minorUnits()).isEqualTo(there * 100);
        assertThat(of(comparison, Heap.EQUAL).here()).isEqualTo(of(comparison, Heap.EQUAL).there());
    }

    private static HeapTotal of(Comparison comparison, Heap heap) {
        return comparison.totals().stream().filter(t -> t.heap() == heap).findFirst().orElseThrow();
    }

    private static Sum here(Comparison comparison) {
        return comparison.totals().stream().map(HeapTotal::here).reduce(Sum.NONE, Sum::plus);
    }

    private static Sum there(Comparison comparison) {
        return comparison.totals().stream().map(HeapTotal::there).reduce(Sum.NONE, Sum::plus);
    }

    private static BookEntry entry(int i, long dollars) {
        return new BookEntry(
                new OrderId("order-%020d".formatted(i)),
                PaymentMethod.ECPAY_CREDIT,
                number(i),
                reference(i),
                dollars(dollars));
    }

    private static StatementLine line(int i, long dollars) {
        return new StatementLine(
                number(i).value(),
                reference(i),
                PaymentMethod.ECPAY_CREDIT,
                dollars(dollars),
                true,
                "paid",
                null);
    }

    private static AttemptNumber number(int i) {
        return new AttemptNumber("ATTEMPT%013d".formatted(i));
    }

    private static GatewayReference reference(int i) {
        return new GatewayReference("261126%010d".formatted(i));
    }

    private static Money dollars(long dollars) {
        return Money.of(Long.toString(dollars), "TWD");
    }
}
