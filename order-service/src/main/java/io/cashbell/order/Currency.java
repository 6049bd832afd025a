package io.cashbell.order;

import java.util.Arrays;
import java.util.Optional;

/** A currency of one of our markets. */
public enum Currency {
    /** ISO 4217 counts cents, but nobody in Taiwan charges them. */
    TWD(2, 0),
    KRW(0, 0),
    CNY(2, 2);

    private final int decimals;
    private final long smallestCharge;

    Currency(int isoDecimals, int marketDecimals) {
        this.decimals = marketDecimals;
        this.smallestCharge = powerOfTen(isoDecimals - marketDecimals);
    }

    /** How many decimals the market writes and charges. */
    public int decimals() {
        return decimals;
    }

    /** The smallest amount the market charges, in minor units of ISO 4217: 100 for TWD. */
    long smallestCharge() {
        return smallestCharge;
    }

    /** Minor units in one whole: 100, or 1 for KRW. */
    long minorUnitsInOne() {
        return Math.multiplyExact(smallestCharge, powerOfTen(decimals));
    }

    public static Optional<Currency> find(String code) {
        return Arrays.stream(values()).filter(known -> known.name().equals(code)).findFirst();
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
