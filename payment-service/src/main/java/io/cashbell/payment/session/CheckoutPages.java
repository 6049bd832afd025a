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
                language.say("前往付款", "To the payment page"),
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
                                language.say(
                                        "正在前往付款頁面。若未自動前往，請按下按鈕。",
                                        "Taking you to the payment page. Press the button if"
                                                + " nothing happens."),
                                escape(price(payment)),
                                escape(form.action().toString()),
                                fields,
                                language.say("前往付款", "Go to payment"),
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
                language.say("請以微信掃描付款", "Scan with WeChat to pay"),
                "<meta http-equiv=\"refresh\" content=\"5;url=%s\">".formatted(escape(again)),
                """
                <p class="amount">%s</p>
                    <p><img class="qr" width="240" height="240" alt="%s" src="%s"></p>
                    <p role="status">%s</p>"""
                        .formatted(
                                escape(price(payment)),
                                language.say("付款條碼", "Payment code"),
                                QrImage.of(text),
                                language.say(
                                        "付款後此頁面會自動更新。",
                                        "This page goes on by itself once you have paid.")));
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
                language.say("您已取得繳費資訊", "You have a number to pay with"),
                "",
                """
                <p>%s</p>
                    <p class="amount">%s</p>
                    <p><a href="%s">%s</a></p>
                    <p>%s</p>
                    <p><a href="%s" rel="nofollow">%s</a></p>"""
                        .formatted(
                                language.say(
                                        "請以已取得的帳號或代碼繳費；款項入帳後訂單會自動更新。",
                                        "Pay with the account or code that you were given; the order"
                                                + " goes on by itself once the money is there."),
                                escape(price(payment)),
                                escape(shown.toString()),
                                language.say("查看帳號或代碼", "Show my account or code"),
                                another.byTheSameWay()
                                        ? language.say(
                                                "若已遺失或逾期，可重新取得。請勿以兩組號碼重複繳費。",
                                                "If it is lost or over, get another one. Do not pay with"
                                                        + " both.")
                                        : language.say(
                                                "也可以改用另一種方式付款。付款後請勿再以原帳號或代碼繳費。",
                                                "You may pay another way instead. Do not pay with the"
                                                        + " account or code as well."),
                                escape(another.address()),
                                another.byTheSameWay()
                                        ? language.say("重新取得", "Get another one")
                                        : language.say("改用另一種方式付款", "Pay another way")));
    }

    /** Comes back by itself, with or without scripts. */
    String waiting(Language language, String again) {
        return page(
                language,
                language.say("訂單處理中", "Your order is on its way"),
                "<meta http-equiv=\"refresh\" content=\"2;url=%s\">".formatted(escape(again)),
                "<p role=\"status\">%s</p>"
                        .formatted(
                                language.say(
                                        "您的訂單正在處理中，此頁面會自動更新。",
                                        "Your order is being prepared. This page reloads itself.")));
    }

    String refusal(Language language, ProblemType type) {
        String title =
                type instanceof ProblemTypes ours
                        ? title(language, ours)
                        : language.say("目前無法付款", "Payment is not possible right now");
        return page(
                language,
                title,
                "",
                "<p>%s</p>"
                        .formatted(
                                language.say(
                                        "請回到商店查看您的訂單。",
                                        "Please go back to the shop and look at your order.")));
    }

    private static String title(Language language, ProblemTypes type) {
        return switch (type) {
            case PAYMENT_NOT_FOUND -> language.say("找不到這筆付款", "There is no such payment");
            case WRONG_TOKEN -> language.say("這個連結不完整", "This link is not complete");
            case PAYMENT_EXPIRED -> language.say("付款期限已過", "The time to pay is over");
            case TOO_MANY_ATTEMPTS ->
                    language.say("付款頁面開啟次數過多", "The payment page was opened too often");
            case METHOD_NOT_AVAILABLE ->
                    language.say("目前無法使用此付款方式", "This payment method is not available");
            case ALREADY_PAID -> language.say("這筆訂單已付款", "This order is paid");
            case GATEWAY_UNREACHABLE ->
                    language.say("付款服務暫時沒有回應", "The payment gateway does not answer");
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
