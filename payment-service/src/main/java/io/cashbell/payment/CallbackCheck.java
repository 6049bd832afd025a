package io.cashbell.payment;

/**
 * One thing that was looked at before a callback was believed.
 *
 * @param name {@code signature}, {@code merchant}, {@code environment}, {@code record}, {@code
 *     amount}, {@code currency} or {@code state}
 * @param words what was found, for a person to read; holds no secret
 */
public record CallbackCheck(String name, Verdict verdict, String words) {

    /** What came of it. */
    public enum Verdict {
        HOLDS,
        FAILS,
        /** Not looked at, since something before it failed already. */
        NOT_CHECKED
    }

    public static CallbackCheck holds(String name, String words) {
        return new CallbackCheck(name, Verdict.HOLDS, words);
    }

    public static CallbackCheck fails(String name, String words) {
        return new CallbackCheck(name, Verdict.FAILS, words);
    }

    public static CallbackCheck notChecked(String name, String words) {
        return new CallbackCheck(name, Verdict.NOT_CHECKED, words);
    }
}
