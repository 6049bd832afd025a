package io.cashbell.endtoend.buyer;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Somebody with a name, a phone, an e-mail and an address that nobody else has. */
public record Person(
        String name, String phone, String email, String street, String city, String postalCode) {

    /** A new one. */
    public static Person anybody() {
        var number = ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);
        return new Person(
                "王小明" + number,
                "09" + number,
                "buyer" + number + "@example.com",
                "重慶南路一段" + number + "號",
                "臺北市",
                "100");
    }

    public String phoneTail() {
        return phone.substring(phone.length() - 4);
    }

    /** What must be found nowhere but in the order itself. */
    public List<String> secrets() {
        return List.of(name, phone.substring(1), email, street);
    }
}
