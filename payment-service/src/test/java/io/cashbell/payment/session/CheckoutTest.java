package io.cashbell.payment.session;

import static io.cashbell.payment.PaymentFixtures.EXPIRES_AT;
import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.REFERENCE;
import static io.cashbell.payment.PaymentFixtures.TOKEN;
import static io.cashbell.payment.PaymentFixtures.attempt;
import static io.cashbell.payment.PaymentFixtures.fresh;
import static io.cashbell.payment.PaymentFixtures.opened;
import static io.cashbell.payment.PaymentFixtures.withAttempt;
import static io.cashbell.payment.PaymentFixtures.withState;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.FakePayments;
import io.cashbell.payment.MovableClock;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentState.AwaitingTransfer;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Failed;
import io.cashbell.payment.ServiceTest;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CheckoutTest extends ServiceTest {

    private static final Pattern TRADE_NUMBER =
            Pattern.compile("name=\"MerchantTradeNo\" value=\"([0-9A-Z]{20})\"");
    private static final String LINK = "/checkout/" + ORDER + "?token=" + TOKEN;

    @Inject FakePayments payments;
    @Inject MovableClock clock;

    @BeforeEach
    void start() {
        payments.reset();
        clock.set(EXPIRES_AT.minusSeconds(1800));
    }

    @Test
    @Tag("S4-40")
    @Tag("S3-15")
    void aVisitSendsTheBuyerToTheGatewayByOneWriteAndNoRead() throws Exception {
        payments.put(fresh());

        HttpResponse<String> page = get(LINK);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("action=\"http://localhost:8090/ecpay/Cashier/AioCheckOut/V5\"")
                .contains("<button type=\"submit\">前往付款</button>")
                .contains("NT$1,200")
                .doesNotContain(TOKEN);
        assertThat(payments.writeCount()).isEqualTo(1);
        assertThat(payments.readCount()).isZero();
        assertThat(payments.get(ORDER).attempts()).containsOnlyKeys(tradeNumber(page));
    }

    @Test
    @Tag("S3-37")
    void noVisitIsEverAnsweredFromMemory() throws Exception {
        payments.put(fresh());

        assertNeverCached(get(LINK));
        assertNeverCached(get("/checkout/" + ORDER + "?token=wrong"));
        assertNeverCached(get("/checkout/no.such.id?token=x"));
        payments.put(withState(opened(), new Confirmed(FIRST, REFERENCE, PAID_AT)));
        assertNeverCached(get(LINK));
    }

    @Test
    @Tag("S3-34")
    @Tag("S3-38")
    void twoVisitsGiveTwoUsableLinks() throws Exception {
        payments.put(fresh());

        AttemptNumber first = tradeNumber(get(LINK));
        AttemptNumber second = tradeNumber(get(LINK));

        assertThat(first).isNotEqualTo(second);
        assertThat(payments.get(ORDER).attempts()).containsOnlyKeys(first, second);
    }

    @Test
    @Tag("S4-45")
    void whoeverHoldsANumberIsAskedBeforeGettingAnother() throws Exception {
        payments.put(withState(opened(), new AwaitingTransfer(FIRST)));

        HttpResponse<String> choice = get(LINK);

        assertThat(choice.statusCode()).isEqualTo(200);
        assertThat(choice.body())
                .contains("您已取得繳費資訊", "NT$1,200")
                .contains("href=\"http://localhost:8081/result?order=" + ORDER + "\"")
                .contains("href=\"" + LINK + "&amp;another=true\"")
                .doesNotContain("MerchantTradeNo");
        assertNeverCached(choice);
        assertThat(payments.get(ORDER).attempts()).hasSize(2);
        assertThat(send(request(LINK).HEAD()).statusCode()).isEqualTo(200);

        AttemptNumber another = tradeNumber(get(LINK + "&another=true"));

        assertThat(payments.get(ORDER).attempts()).hasSize(3).containsKey(another);
    }

    @Test
    void theChoiceIsNoWayAroundTheToken() throws Exception {
        payments.put(withState(opened(), new AwaitingTransfer(FIRST)));

        for (String more : List.of("", "&another=true")) {
            assertThat(get("/checkout/" + ORDER + "?token=wrong" + more).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    @Tag("S3-39")
    void aLookHasTheSameHeadersAndOpensNothing() throws Exception {
        payments.put(fresh());

        HttpResponse<String> look = send(request(LINK).HEAD());

        assertThat(look.statusCode()).isEqualTo(200);
        assertThat(look.body()).isEmpty();
        assertNeverCached(look);
        assertThat(payments.writeCount()).isZero();
        assertThat(payments.readCount()).isEqualTo(1);
    }

    @Test
    void aLookAtAnUnknownOrderDoesNotWait() throws Exception {
        assertThat(send(request(LINK).HEAD()).statusCode()).isEqualTo(200);
        assertThat(payments.readCount()).isEqualTo(1);
    }

    @Test
    @Tag("S2-18")
    @Tag("S2-17")
    void aWrongOrMissingTokenIsRefused() throws Exception {
        payments.put(fresh());

        for (String path : List.of("?token=wrong", "?token=", "", "?token=" + TOKEN + "x")) {
            HttpResponse<String> answer = get("/checkout/" + ORDER + path);

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("urn:cashbell:problem:wrong-token");
        }
        assertThat(payments.get(ORDER).attempts()).isEmpty();
    }

    @Test
    void aBrowserIsRefusedByAPageInItsLanguage() throws Exception {
        payments.put(fresh());

        HttpResponse<String> page =
                send(
                        request("/checkout/" + ORDER + "?token=wrong")
                                .header("Accept", "text/html,*/*;q=0.8")
                                .header("Accept-Language", "en"));

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(page.body()).contains("<html lang=\"en\">", "This link is not complete");
    }

    @Test
    void aProgramThatWantsJsonGetsThePageOrAProblem() throws Exception {
        payments.put(fresh());

        assertThat(send(request(LINK).header("Accept", "application/json")).statusCode())
                .isEqualTo(200);
        HttpResponse<String> refusal =
                send(
                        request("/checkout/" + ORDER + "?token=wrong")
                                .header("Accept", "application/json"));
        assertThat(refusal.statusCode()).isEqualTo(403);
        assertThat(refusal.headers().firstValue("content-type"))
                .hasValue("application/problem+json");
    }

    @Test
    void aPaidOrderLeadsToItsResult() throws Exception {
        payments.put(withState(opened(), new Confirmed(FIRST, REFERENCE, PAID_AT)));

        HttpResponse<String> answer = get(LINK);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location"))
                .hasValue("http://localhost:8081/result?order=" + ORDER);
    }

    @Test
    void aPaidOrderTellsNothingToWhoeverLacksTheToken() throws Exception {
        payments.put(withState(opened(), new Confirmed(FIRST, REFERENCE, PAID_AT)));

        assertThat(get("/checkout/" + ORDER + "?token=wrong").statusCode()).isEqualTo(403);
    }

    @Test
    void afterTheDeadlineThereIsNoWayToTheGateway() throws Exception {
        payments.put(fresh());
        clock.set(EXPIRES_AT);

        HttpResponse<String> answer = get(LINK);

        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.body()).contains("urn:cashbell:problem:payment-expired");
        assertThat(payments.get(ORDER).attempts()).isEmpty();
    }

    @Test
    void afterAFailureTheBuyerMayTryAgain() throws Exception {
        payments.put(withState(opened(), new Failed(Set.of(FIRST))));

        assertThat(get(LINK).statusCode()).isEqualTo(200);
    }

    @Test
    void thePageCannotBeOpenedWithoutEnd() throws Exception {
        Payment visited = fresh();
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < Payment.MAX_ATTEMPTS; i++) {
            visited = withAttempt(visited, attempt(AttemptNumber.next(random)));
        }
        payments.put(visited);

        HttpResponse<String> answer = get(LINK);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("urn:cashbell:problem:too-many-attempts");
    }

    @Test
    void theOnlyScriptIsOursAndTheOnlyTargetTheGateway() throws Exception {
        payments.put(fresh());

        HttpResponse<String> page = get(LINK);

        assertThat(page.headers().firstValue("content-security-policy"))
                .hasValue(
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:;"
                                + " connect-src 'self'; form-action http://localhost:8090; base-uri 'none'; frame-ancestors"
                                + " 'none'");
        List<String> scripts =
                Pattern.compile("<script[^>]*>([^<]*)</script>")
                        .matcher(page.body())
                        .results()
                        .map(MatchResult::group)
                        .toList();
        assertThat(scripts)
                .containsExactly("<script src=\"/checkout-assets/checkout.js\"></script>");
        assertThat(get("/checkout-assets/checkout.js").statusCode()).isEqualTo(200);
        assertThat(get("/checkout-assets/checkout.css").statusCode()).isEqualTo(200);
    }

    @Test
    void anOrderWhoseEventIsUnderWayIsWaitedFor() throws Exception {
        CompletableFuture<HttpResponse<String>> visit =
                client().sendAsync(request(LINK).build(), HttpResponse.BodyHandlers.ofString());
        until(() -> payments.writeCount() == 1);
        payments.put(fresh());

        assertThat(visit.get().statusCode()).isEqualTo(200);
        assertThat(visit.get().body()).contains("MerchantTradeNo");
    }

    @Test
    void anOrderThatDoesNotComeGetsAPageThatReloadsItself() throws Exception {
        HttpResponse<String> page = get(LINK);

        assertThat(page.statusCode()).isEqualTo(HttpStatus.OK.getCode());
        assertThat(page.body())
                .contains("<meta http-equiv=\"refresh\" content=\"2;url=/checkout/" + ORDER)
                .contains("&amp;reload=1");
        assertNeverCached(page);
    }

    @Test
    void aPageDoesNotReloadItselfForEver() throws Exception {
        assertThat(get(LINK + "&reload=24").statusCode()).isEqualTo(404);
    }

    @Test
    void whatComesFromTheAddressIsShownInert() throws Exception {
        HttpResponse<String> page = get("/checkout/" + ORDER + "?token=%22%3E%3Cscript%3E");

        assertThat(page.body()).doesNotContain("\"><script>");
    }

    @Test
    void namesOfGoodsAreShownInert() {
        assertThat(CheckoutPages.escape("<img src=x onerror='a'>\"&"))
                .isEqualTo("&lt;img src=x onerror=&#39;a&#39;&gt;&quot;&amp;");
    }

    @Test
    void fewWaitAtOnce() {
        Patience patience = new Patience(new Patience.Settings(java.time.Duration.ofSeconds(5), 0));

        long before = System.nanoTime();
        assertThat(patience.await(() -> true)).isFalse();
        assertThat(System.nanoTime() - before).isLessThan(1_000_000_000L);
    }

    private static AttemptNumber tradeNumber(HttpResponse<String> page) {
        Set<String> numbers = new HashSet<>();
        TRADE_NUMBER.matcher(page.body()).results().forEach(match -> numbers.add(match.group(1)));
        assertThat(numbers).hasSize(1);
        return new AttemptNumber(numbers.iterator().next());
    }

    private static void assertNeverCached(HttpResponse<String> answer) throws IOException {
        assertThat(answer.headers().allValues("cache-control"))
                .containsExactly("no-cache, no-store, must-revalidate");
        assertThat(answer.headers().allValues("pragma")).containsExactly("no-cache");
        assertThat(answer.headers().allValues("expires")).containsExactly("0");
    }
}
