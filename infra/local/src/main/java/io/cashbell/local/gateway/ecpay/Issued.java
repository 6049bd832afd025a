package io.cashbell.local.gateway.ecpay;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the buyer was given to pay with later (section 5.3): an account, a code, three barcodes, or
 * the number of an application. It follows from the trade, so it is never stored.
 *
 * @param numbers by the names that the notice uses
 * @param deadline null where there is none
 * @param expireDate the deadline as the notice spells it; empty where there is none
 */
record Issued(Map<String, String> numbers, @Nullable Instant deadline, String expireDate) {
    static final List<String> BARCODES = List.of("Barcode1", "Barcode2", "Barcode3");

    private static final DateTimeFormatter DAY = pattern("uuuu/MM/dd");
    private static final DateTimeFormatter MONTH_AND_DAY = pattern("MMdd");

    /** The two digits of a year and the number of the day in it: codes of shops begin so. */
    private static final DateTimeFormatter DAY_OF_YEAR = pattern("uuDDD");

    private static final Map<String, String> ACCOUNTS_BEGIN =
            Map.of(
                    "BOT", "3833",
                    "CHINATRUST", "9103",
                    "FIRST", "5458",
                    "LAND", "5219",
                    "CATHAY", "9582",
                    "PANHSIN", "9900");

    static Issued of(Order order, Choice choice, long number, Instant at) {
        return switch (choice.method()) {
            case ATM -> account(order, choice, number, at);
            case CVS -> code(order, number, at);
            case BARCODE -> barcodes(order, number, at);
            case BNPL -> application(choice, number, at);
            default -> throw new IllegalArgumentException(choice.method() + " issues nothing");
        };
    }

    /** Until 23:59:59 of the last day, which is day ExpireDate after today. */
    private static Issued account(Order order, Choice choice, long number, Instant at) {
        var lastDay = at.atZone(Trade.TAIWAN).toLocalDate().plusDays(order.expireDays());
        var deadline = lastDay.atTime(LocalTime.of(23, 59, 59)).atZone(Trade.TAIWAN).toInstant();
        var numbers = new LinkedHashMap<String, String>();
        numbers.put("BankCode", choice.details().bankCode());
        numbers.put(
                "vAccount",
                ACCOUNTS_BEGIN.get(choice.sub())
                        + MONTH_AND_DAY.format(lastDay)
                        + digits(number, 8));
        return new Issued(numbers, deadline, DAY.format(lastDay));
    }

    private static Issued code(Order order, long number, Instant at) {
        var deadline = at.plus(Duration.ofMinutes(order.storeExpire(10_080)));
        var numbers = new LinkedHashMap<String, String>();
        numbers.put(
                "PaymentNo",
                "LLL" + DAY_OF_YEAR.format(at.atZone(Trade.TAIWAN)) + digits(number, 6));
        BARCODES.forEach(name -> numbers.put(name, ""));
        return new Issued(numbers, deadline, Trade.date(deadline));
    }

    /**
     * The three lines of a Taiwanese payment slip: last day and kind; who collects and for what;
     * day of issue, check digits, amount.
     */
    private static Issued barcodes(Order order, long number, Instant at) {
        var deadline = at.plus(Duration.ofDays(Math.min(order.storeExpire(7), 30)));
        var lastDay = deadline.atZone(Trade.TAIWAN).toLocalDate();
        var first = digits(lastDay.getYear() - 1911, 2) + MONTH_AND_DAY.format(lastDay) + "6EA";
        var second = "3453" + digits(number, 12);
        var issued = MONTH_AND_DAY.format(at.atZone(Trade.TAIWAN));
        var amount = digits(order.amount(), 9);
        var numbers = new LinkedHashMap<String, String>();
        numbers.put("PaymentNo", "");
        numbers.put("Barcode1", first);
        numbers.put("Barcode2", second);
        numbers.put("Barcode3", issued + checkDigits(first, second, issued + amount) + amount);
        return new Issued(numbers, deadline, Trade.date(deadline));
    }

    private static Issued application(Choice choice, long number, Instant at) {
        var numbers = new LinkedHashMap<String, String>();
        numbers.put(
                "BNPLTradeNo",
                choice.sub().charAt(0)
                        + DAY_OF_YEAR.format(at.atZone(Trade.TAIWAN))
                        + digits(number, 8));
        numbers.put("BNPLInstallment", "6");
        return new Issued(numbers, null, "");
    }

    /** One for all odd places and one for all even ones, modulo 11. */
    static String checkDigits(String... lines) {
        int odd = 0;
        int even = 0;
        for (var line : lines) {
            for (int i = 0; i < line.length(); i++) {
                if (i % 2 == 0) {
                    odd += value(line.charAt(i));
                } else {
                    even += value(line.charAt(i));
                }
            }
        }
        return checkDigit(odd % 11, 'A', 'B') + checkDigit(even % 11, 'X', 'Y');
    }

    private static String checkDigit(int rest, char zero, char ten) {
        return switch (rest) {
            case 0 -> String.valueOf(zero);
            case 10 -> String.valueOf(ten);
            default -> String.valueOf(rest);
        };
    }

    /** A to I, J to R and S to Z count from 1, 1 and 2. */
    private static int value(char c) {
        if (c <= '9') {
            return c - '0';
        }
        return c <= 'I' ? c - 'A' + 1 : c <= 'R' ? c - 'J' + 1 : c - 'S' + 2;
    }

    private static String digits(long number, int count) {
        var text = String.format(Locale.ROOT, "%0" + count + "d", number);
        return text.substring(text.length() - count);
    }

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }
}
