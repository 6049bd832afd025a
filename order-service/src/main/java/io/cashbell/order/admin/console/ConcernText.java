package io.cashbell.order.admin.console;

import io.cashbell.order.admin.payments.Amount;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a person has to look at in an order, in the reader's language. Orders keep it in plain
 * English, as the API tells it; what is not of a known form is shown as it is kept.
 */
public final class ConcernText {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15}(?:\\.\\d+)?) ([A-Z]{3})");

    private static final List<Form> FORMS =
            List.of(
                    new Form(
                            "concern.another-payment",
                            "confirmed payment (\\S+) of (.+) by (\\S+) is not the one of this"
                                    + " order"),
                    new Form("concern.second-payment", "second payment (\\S+)"),
                    new Form("concern.disputed", "disputed: (.*)"),
                    new Form("concern.refund-failed", "refund of (.+?) failed: (.*)"),
                    new Form("concern.some-refund-failed", "refund failed: (.*)"),
                    new Form("concern.sold-out", "paid late, sold out since: (.*)"),
                    new Form("concern.surplus", "(.+) that no order counts"));

    private ConcernText() {}

    /** A sentence as the order writes it. */
    private record Form(String key, Pattern pattern) {
        Form(String key, String pattern) {
            this(key, Pattern.compile(pattern, Pattern.DOTALL));
        }
    }

    public static String of(String concern, Words words) {
        for (Form form : FORMS) {
            Matcher said = form.pattern().matcher(concern);
            if (said.matches()) {
                return words.of(
                        form.key(),
                        IntStream.rangeClosed(1, said.groupCount())
                                .mapToObj(i -> named(said.group(i), words))
                                .toArray());
            }
        }
        return named(concern, words);
    }

    /** Amounts as the market writes them; codes of methods and disputes by their names. */
    private static String named(String text, Words words) {
        return Arrays.stream(text.split(", ", -1))
                .map(part -> part(part, words))
                .collect(Collectors.joining(", "));
    }

    private static String part(String text, Words words) {
        Matcher amount = AMOUNT.matcher(text);
        return amount.matches()
                ? Page.money(new Amount(amount.group(1), amount.group(2)))
                : words.named("method", words.named("dispute", text));
    }
}
