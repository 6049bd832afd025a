package io.cashbell.payment;

import java.util.regex.Pattern;

/**
 * What a gateway told of the card behind a payment, as far as giving the money back depends on it;
 * no part of the card's number.
 *
 * @param number under which the gateway answers for the authorisation: ECPay's {@code gwsr}
 * @param indivisible paid in instalments or with points: given back as a whole or not at all
 * @param unionPay a UnionPay card, which is captured at once
 */
public record CardAuthorisation(String number, boolean indivisible, boolean unionPay) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{1,20}");

    public CardAuthorisation {
        if (!isNumber(number)) {
            throw new IllegalArgumentException("not the number of an authorisation");
        }
    }

    public static boolean isNumber(String text) {
        return FORM.matcher(text).matches();
    }
}
