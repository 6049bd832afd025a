package io.cashbell.order;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A telephone number in the form of E.164, so that each number has one spelling only.
 *
 * @param value such as {@code +886912345678}
 */
public record PhoneNumber(String value) {
    private static final int TAIL = 4;
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{7,14}");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Zs}.()/\\p{Pd}\u2212]");
    private static final Pattern TRUNK_ZERO_IN_BRACKETS = Pattern.compile("\\(0\\)");
    private static final Pattern DIALLED = Pattern.compile("\\+?[0-9]{6,20}");

    public PhoneNumber {
        if (!E164.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a telephone number");
        }
    }

    /**
     * Reads a number as people of Taiwan, Korea and China write it, at home or from abroad, with
     * any of the usual separators, also in full-width digits. Numbers of other countries need their
     * {@code +}.
     *
     * @param home two-letter country whose reading of a number without a country code is tried
     *     first: {@code 02-2345-6789} is Taipei or Seoul
     */
    public static Optional<PhoneNumber> read(String spelling, String home) {
        String plain = Normalizer.normalize(spelling, Normalizer.Form.NFKC).strip();
        plain = TRUNK_ZERO_IN_BRACKETS.matcher(plain).replaceAll("");
        plain = SEPARATORS.matcher(plain).replaceAll("");
        if (!DIALLED.matcher(plain).matches()) {
            return Optional.empty();
        }
        if (plain.startsWith("+")) {
            return international(plain.substring(1));
        }
        if (plain.startsWith("00")) {
            return international(plain.substring(2));
        }
        String digits = plain;
        return Stream.concat(
                        Stream.of(Plan.values()).filter(plan -> plan.name().equals(home)),
                        Stream.of(Plan.values()))
                .flatMap(plan -> plan.atHome(digits).stream())
                .findFirst()
                .or(() -> withoutPlus(digits));
    }

    /** Every number that somebody in one of our markets may mean by that, the likeliest first. */
    public static List<PhoneNumber> readings(String spelling) {
        return Stream.of(Plan.values())
                .flatMap(plan -> read(spelling, plan.name()).stream())
                .distinct()
                .toList();
    }

    /** The last four digits, by which a buyer may identify. */
    public String tail() {
        return value.substring(value.length() - TAIL);
    }

    private static Optional<PhoneNumber> international(String digits) {
        for (Plan plan : Plan.values()) {
            if (digits.startsWith(plan.countryCode)) {
                return plan.afterCountryCode(digits.substring(plan.countryCode.length()));
            }
        }
        return Optional.of("+" + digits)
                .filter(text -> E164.matcher(text).matches())
                .map(PhoneNumber::new);
    }

    private static Optional<PhoneNumber> withoutPlus(String digits) {
        return Stream.of(Plan.values())
                .filter(plan -> digits.startsWith(plan.countryCode))
                .flatMap(
                        plan ->
                                plan
                                        .afterCountryCode(
                                                digits.substring(plan.countryCode.length()))
                                        .stream())
                .findFirst();
    }

    @Override
    public String toString() {
        return "PhoneNumber[…" + tail() + "]";
    }

    /** What a national number looks like, without its trunk zero. */
    private enum Plan {
        /** Mobiles 9xx xxx xxx; lines with an area code of one to three digits. */
        TW("886", "9[0-9]{8}|[2-8][0-9]{7,8}", "9[0-9]{8}"),
        /** Mobiles 10 xxxx xxxx and the old 11, 16–19; Seoul 2, provinces 3x–6x, internet 70. */
        KR("82", "1[016-9][0-9]{7,8}|2[0-9]{7,8}|[3-6][0-9]{8,9}|70[0-9]{8}", ""),
        /** Mobiles have eleven digits and never a trunk zero; lines have an area code. */
        CN("86", "1[3-9][0-9]{9}|[2-9][0-9]{8,10}|10[0-9]{8}", "1[3-9][0-9]{9}");

        private final String countryCode;
        private final Pattern national;
        private final Pattern withoutTrunkZero;

        Plan(String countryCode, String national, String withoutTrunkZero) {
            this.countryCode = countryCode;
            this.national = Pattern.compile(national);
            this.withoutTrunkZero = Pattern.compile(withoutTrunkZero);
        }

        Optional<PhoneNumber> atHome(String digits) {
            return digits.startsWith("0")
                    ? number(digits.substring(1))
                    : Optional.of(digits)
                            .filter(text -> withoutTrunkZero.matcher(text).matches())
                            .flatMap(this::number);
        }

        /** Many write the trunk zero also after the country code. */
        Optional<PhoneNumber> afterCountryCode(String digits) {
            return number(digits.startsWith("0") ? digits.substring(1) : digits);
        }

        private Optional<PhoneNumber> number(String digits) {
            return national.matcher(digits).matches()
                    ? Optional.of(new PhoneNumber("+" + countryCode + digits))
                    : Optional.empty();
        }
    }
}
