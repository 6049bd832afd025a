package io.cashbell.payment.session;

import io.cashbell.payment.Payment;
import io.cashbell.payment.gateway.GatewayPage;
import io.cashbell.payment.problem.ProblemTypes;
import io.cashbell.web.problem.ProblemType;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The few pages a buyer sees between shop and gateway. Nothing inline: script and style come from
 * our own path, so that the page's policy can forbid all others.
 */
@Singleton
class CheckoutPages {

    /** Where the pages' script and style lie; see {@code application.yml}. */
    static final String ASSETS = "/checkout-assets";

    /** Between digits where a multiple of three follows up to the decimals. */
    private static final Pattern GROUPS = Pattern.compile("(?<=\\d)(?=(\\d{3})+(\\.|$))");

    /** Posts itself where scripts run; the button is for everybody else. */
    String form(Payment payment, GatewayPage.Form form) {
        Language language = Language.of(payment.locale());
        String fields =
                form.fields().sequencedEntrySet().stream()
                        .map(
                                field ->
                                        "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                                                .formatted(
                                                        escape(field.getKey()),
                                                        escape(field.getValue())))
                        .collect(Collectors.joining("\n      "));
        return page(
                language,
                language.say("form.title"),
                "",
                """
                <p>%s</p>
                    <p class="amount">%s</p>
                    <form id="gateway" method="post" action="%s" accept-charset="utf-8">
                      %s
                      <button type="submit">%s</button>
                    </form>
                    <script src="%s/checkout.js"></script>"""
                        .formatted(
                                language.say("form.text"),
                                escape(price(payment)),
                                escape(form.action().toString()),
                                fields,
                                language.say("form.button"),
                                ASSETS));
    }

    /**
     * A code that the buyer's phone reads; loads itself again, and leads to the result once paid.
     *
     * @param again its own address
     */
    String qrCode(Payment payment, String text, String again) {
        Language language = Language.of(payment.locale());
        return page(
                language,
                language.say("qr.title"),
                "<meta http-equiv=\"refresh\" content=\"5;url=%s\">".formatted(escape(again)),
                """
                <p class="amount">%s</p>
                    <p><img class="qr" width="240" height="240" alt="%s" src="%s"></p>
                    <p role="status">%s</p>"""
                        .formatted(
                                escape(price(payment)),
                                language.say("qr.alt"),
                                QrImage.of(text),
                                language.say("qr.text")));
    }

    /**
     * A choice: the number that the buyer holds, or something else beside it.
     *
     * @param shown where the number is shown
     * @param another leads to another number, or to the gateway by another way
     */
    String number(Payment payment, URI shown, Link.Another another) {
        Language language = Language.of(payment.locale());
        return page(
                language,
                language.say("number.title"),
                "",
                """
                <p>%s</p>
                    <p class="amount">%s</p>
                    <p><a href="%s">%s</a></p>
                    <p>%s</p>
                    <p><a href="%s" rel="nofollow">%s</a></p>"""
                        .formatted(
                                language.say("number.text"),
                                escape(price(payment)),
                                escape(shown.toString()),
                                language.say("number.show"),
                                another.byTheSameWay()
                                        ? language.say("number.lost")
                                        : language.say("number.turn"),
                                escape(another.address()),
                                another.byTheSameWay()
                                        ? language.say("number.another")
                                        : language.say("number.another-way")));
    }

    /** Comes back by itself, with or without scripts. */
    String waiting(Language language, String again) {
        return page(
                language,
                language.say("waiting.title"),
                "<meta http-equiv=\"refresh\" content=\"2;url=%s\">".formatted(escape(again)),
                "<p role=\"status\">%s</p>".formatted(language.say("waiting.text")));
    }

    String refusal(Language language, ProblemType type) {
        String title =
                type instanceof ProblemTypes ours
                        ? title(language, ours)
                        : language.say("refusal.other");
        return page(language, title, "", "<p>%s</p>".formatted(language.say("refusal.text")));
    }

    private static String title(Language language, ProblemTypes type) {
        return switch (type) {
            case PAYMENT_NOT_FOUND -> language.say("refusal.payment-not-found");
            case WRONG_TOKEN -> language.say("refusal.wrong-token");
            case PAYMENT_EXPIRED -> language.say("refusal.payment-expired");
            case TOO_MANY_ATTEMPTS -> language.say("refusal.too-many-attempts");
            case METHOD_NOT_AVAILABLE -> language.say("refusal.method-not-available");
            case ALREADY_PAID -> language.say("refusal.already-paid");
            case GATEWAY_UNREACHABLE -> language.say("refusal.gateway-unreachable");
            // No buyer's page; the owner reads them as problems.
            case REFUND_NOT_FOUND, REFUND_NOT_POSSIBLE -> type.title();
        };
    }

    private static String price(Payment payment) {
        String currency = payment.amount().currency().getCurrencyCode();
        String grouped = GROUPS.matcher(payment.amount().decimal()).replaceAll(",");
        return (currency.equals("TWD") ? "NT$" : currency + " ") + grouped;
    }

    private static String page(Language language, String title, String head, String body) {
        return """
        <!doctype html>
        <html lang="%s">
          <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>%s</title>
            <link rel="stylesheet" href="%s/checkout.css">
            %s
          </head>
          <body>
            <main>
            <h1>%s</h1>
            %s
            </main>
          </body>
        </html>
        """
                .formatted(language.tag(), title, ASSETS, head, title, body);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
