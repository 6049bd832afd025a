package io.cashbell.order;

/** Who ordered. Personal data: never in a log, an event or a public view. */
public record Buyer(String name, PhoneNumber phone, EmailAddress email) {
    @Override
    public String toString() {
        return "Buyer[…]";
    }
}
