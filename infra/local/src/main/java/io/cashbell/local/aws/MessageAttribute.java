package io.cashbell.local.aws;

/**
 * An attribute beside a message's body.
 *
 * @param type {@code String}, {@code Number}, {@code Binary} or {@code String.Array}, or one of
 *     these with a label of the caller's, such as {@code Number.int}
 * @param value text; of a binary attribute its Base64 form
 */
record MessageAttribute(String type, String value) {
    boolean isBinary() {
        return type.equals("Binary") || type.startsWith("Binary.");
    }

    boolean isNumber() {
        return type.equals("Number") || type.startsWith("Number.");
    }

    boolean isArray() {
        return type.equals("String.Array");
    }
}
