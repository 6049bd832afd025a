package io.cashbell.order;

/**
 * Where the goods go. Personal data: never in a log, an event or a public view.
 *
 * @param country two capital letters by ISO 3166
 */
public record Address(
        String recipient, String line1, String city, String postalCode, String country) {
    @Override
    public String toString() {
        return "Address[…]";
    }
}
