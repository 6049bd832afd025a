package io.cashbell.notification;

import io.cashbell.notification.News.Line;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Mails to test with; each method's name says what is special about its mail. */
public final class NotificationFixtures {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final String TRACEPARENT =
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String[] METHODS = {
        "ecpay-credit",
        "ecpay-atm",
        "ecpay-cvs",
        "ecpay-barcode",
        "ecpay-webatm",
        "ecpay-twqr",
        "ecpay-applepay",
        "ecpay-bnpl",
        "kakaopay",
        "wechatpay-jsapi",
        "wechatpay-native",
        "pay-on-arrival",
        "a-newer-one"
    };
    private static final String[] NAMES = {
        "阿里山高山烏龍茶", "Oolong 2.5 kg", "세작 녹차", "龙井 & 碧螺春", "\"Gold\" <b>tea</b>", "茶🍵"
    };
    private static final String[] CURRENCIES = {"TWD", "KRW", "CNY"};

    /** All but those whose mails have rows of their own. */
    private static final Occasion[] ABOUT_ORDERS =
            EnumSet.complementOf(
                            EnumSet.of(
                                    Occasion.DAY_CLOSED, Occasion.GO_LIVE_WARNING, Occasion.DIGEST))
                    .toArray(Occasion[]::new);

    private NotificationFixtures() {}

    public static Money twd(String amount) {
        return Money.parse(amount, "TWD");
    }

    public static NotificationId id(int number) {
        return new NotificationId("order" + number, "event" + number);
    }

    public static News paid() {
        return new News(
                Occasion.PAYMENT_CONFIRMED,
                NOON,
                "ecpay-credit",
                twd("1200"),
                null,
                "2303121234567890",
                List.of(new Line("阿里山高山烏龍茶", 2, twd("1200"))));
    }

    /** As large as most: five products with names of usual length, ids as they are. */
    public static News ordinary() {
        Line line = new Line("阿里山高山烏龍茶 150 g", 2, twd("1200"));
        return new News(
                Occasion.PAYMENT_CONFIRMED,
                NOON,
                "ecpay-credit",
                twd("6000"),
                null,
                "2303121234567890",
                List.of(line, line, line, line, line));
    }

    public static Notification paidOrder() {
        return of(1, paid());
    }

    public static Notification of(int number, News news) {
        return new Notification(
                id(number),
                news,
                NOON,
                TRACEPARENT,
                DeliveryTransitions.first(NOON.plusSeconds(60)));
    }

    public static Notification orderOf(String productName) {
        News paid = paid();
        return of(
                1,
                new News(
                        paid.occasion(),
                        paid.at(),
                        paid.method(),
                        paid.amount(),
                        productName,
                        productName,
                        List.of(new Line(productName, 1, twd("1200")))));
    }

    /** Any mail; the same seed gives the same one. */
    public static Notification generated(int seed) {
        Random random = new Random(seed);
        String currency = any(random, CURRENCIES);
        List<Line> lines =
                random.ints(random.nextInt(6), 0, NAMES.length)
                        .mapToObj(
                                name ->
                                        new Line(
                                                NAMES[name],
                                                1 + random.nextInt(99),
                                                anyAmount(random, currency)))
                        .toList();
        Occasion occasion = any(random, ABOUT_ORDERS);
        return of(
                seed,
                new News(
                        occasion,
                        NOON.plusSeconds(random.nextInt(40_000_000)),
                        any(random, METHODS),
                        anyAmount(random, currency),
                        orNothing(random, "授權失敗 (10200095)"),
                        orNothing(random, "23031212" + random.nextInt(100_000)),
                        lines,
                        occasion == Occasion.BUYER_REFUNDED ? anyAmount(random, currency) : null,
                        occasion == Occasion.BUYER_TRANSFER || occasion == Occasion.BUYER_REMINDER
                                ? anyTransfer(random)
                                : null,
                        occasion == Occasion.BUYER_SHIPPED
                                ? new Parcel(
                                        orNothing(random, "黑貓宅急便"),
                                        orNothing(random, "9065" + random.nextInt(100_000)))
                                : null));
    }

    private static Transfer anyTransfer(Random random) {
        Instant until = NOON.plusSeconds(random.nextInt(40_000_000));
        return switch (random.nextInt(3)) {
            case 0 -> new Transfer("812", "9103" + random.nextInt(100_000), null, List.of(), until);
            case 1 -> new Transfer(null, null, "GW" + random.nextInt(100_000), List.of(), until);
            default -> new Transfer(null, null, null, List.of("0412A1", "B2", "C3"), until);
        };
    }

    private static <T> T any(Random random, T[] choices) {
        return List.of(choices).get(random.nextInt(choices.length));
    }

    private static Money anyAmount(Random random, String currency) {
        String whole = Integer.toString(1 + random.nextInt(5_000_000));
        return Money.parse(currency.equals("CNY") ? whole + ".05" : whole, currency);
    }

    private static @Nullable String orNothing(Random random, String text) {
        return random.nextBoolean() ? text : null;
    }
}
