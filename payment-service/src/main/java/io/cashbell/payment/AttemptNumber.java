package io.cashbell.payment;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Our number for one attempt, told to the gateway and never used twice: ECPay's {@code
 * MerchantTradeNo}.
 *
 * <p>ECPay takes at most 20 letters and digits and refuses a number that anybody used before with
 * the same merchant, also after a failure. Twenty characters of five random bits each leave no
 * realistic chance of that; one letter case only, because nothing says whether ECPay tells {@code
 * a} from {@code A}.
 */
public record AttemptNumber(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 20;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{1,20}");

    public AttemptNumber {
        if (!isAttemptNumber(value)) {
            throw new IllegalArgumentException("an attempt number has 1 to 20 letters and digits");
        }
    }

    public static boolean isAttemptNumber(String text) {
        return FORM.matcher(text).matches();
    }

    /** A number with 100 bits of {@code random}; give it a source that cannot be guessed. */
    public static AttemptNumber next(RandomGenerator random) {
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new AttemptNumber(text.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
