package io.cashbell.order.admin.payments;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.web.security.AdminApiFilter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The payment service's API for its owner. What it tells is read without the fields that nobody
 * here needs; what is asked of it is asked once.
 */
@Singleton
public final class PaymentApi {
    private static final int PAGE = 20;

    private final PaymentLine line;
    private final PaymentApiConfig config;
    private final ObjectMapper json;

    PaymentApi(PaymentLine line, PaymentApiConfig config, ObjectMapper json) {
        this.line = line;
        this.config = config;
        this.json = json;
    }

    /**
     * Who commands, and which command it is.
     *
     * @param by as the sign-in calls them
     * @param key names the command: the same again is answered alike
     */
    public record Sender(String by, @Nullable String key) {}

    /** The payment of an order; empty where it has none, such as when it is paid on arrival. */
    public Optional<OwnedPayment> payment(String orderId) throws PaymentsUnreachableException {
        return find("payments/" + encoded(orderId), type(OwnedPayment.class));
    }

    /** What would become of a refund of all that is left; empty where there is no payment. */
    public Optional<OwnedPayment.Planned> refundPlan(String orderId)
            throws PaymentsUnreachableException {
        return find(
                "payments/" + encoded(orderId) + "/refunds/plan", type(OwnedPayment.Planned.class));
    }

    /** What gateways sent, of one order or of all, latest first. */
    public Listed<KeptCallback> callbacks(@Nullable String orderId, @Nullable String cursor)
            throws PaymentsUnreachableException {
        String of = orderId == null ? "" : "&orderId=" + encoded(orderId);
        return list("callbacks?limit=" + PAGE + of + after(cursor), KeptCallback.class);
    }

    public Optional<KeptCallback> callback(String id) throws PaymentsUnreachableException {
        return find("callbacks/" + encoded(id), type(KeptCallback.class));
    }

    /** The disputes that nobody has dealt with, the longest waiting first. */
    public Listed<OwnedPayment.Disputed> disputes(@Nullable String cursor)
            throws PaymentsUnreachableException {
        return list("disputes?limit=" + PAGE + after(cursor), OwnedPayment.Disputed.class);
    }

    /** The refunds that a person has to carry out, the longest waiting first. */
    public Listed<OwnedPayment.ByHand> refunds(@Nullable String cursor)
            throws PaymentsUnreachableException {
        return list("refunds?limit=" + PAGE + after(cursor), OwnedPayment.ByHand.class);
    }

    /** The days that were looked at, newest first. */
    public Listed<ClosedDay> closes(@Nullable String cursor) throws PaymentsUnreachableException {
        return list("reconciliations?limit=" + PAGE + after(cursor), ClosedDay.class);
    }

    public Optional<ClosedDay> close(LocalDate day) throws PaymentsUnreachableException {
        return find("reconciliations/" + day, type(ClosedDay.class));
    }

    /** What differed on one gateway's day; empty where it was not looked at. */
    public Optional<Listed<ClosedDay.Difference>> differences(
            LocalDate day, String gateway, @Nullable String cursor)
            throws PaymentsUnreachableException {
        return find(
                "reconciliations/"
                        + day
                        + "/"
                        + encoded(gateway)
                        + "/differences?"
                        + after(cursor).replaceFirst("^&", ""),
                listed(ClosedDay.Difference.class));
    }

    /** Settles a verified callback again. */
    public void replay(String id, Sender sender)
            throws PaymentsUnreachableException, PaymentsRefusedException {
        command("callbacks/" + encoded(id) + "/replay", Map.of(), sender);
    }

    /** Says that a dispute is dealt with. */
    public void endDispute(String orderId, String dispute, String note, Sender sender)
            throws PaymentsUnreachableException, PaymentsRefusedException {
        command(
                "payments/" + encoded(orderId) + "/disputes/done",
                Map.of("dispute", dispute, "note", note),
                sender);
    }

    /** Says that somebody has given the money back by hand. */
    public void refundDone(String orderId, String refundId, Sender sender)
            throws PaymentsUnreachableException, PaymentsRefusedException {
        command(refund(orderId, refundId) + "/done", Map.of(), sender);
    }

    /** Says that nobody will give the money back. */
    public void giveUpRefund(String orderId, String refundId, String reason, Sender sender)
            throws PaymentsUnreachableException, PaymentsRefusedException {
        command(refund(orderId, refundId) + "/give-up", Map.of("reason", reason), sender);
    }

    /**
     * Asks for a close of that day.
     *
     * @param gateway all of them where it is null
     */
    public void startClose(String date, @Nullable String gateway, Sender sender)
            throws PaymentsUnreachableException, PaymentsRefusedException {
        command(
                "reconciliations",
                gateway == null ? Map.of("date", date) : Map.of("date", date, "gateway", gateway),
                sender);
    }

    private static String refund(String orderId, String refundId) {
        return "payments/" + encoded(orderId) + "/refunds/" + encoded(refundId);
    }

    private <T> Listed<T> list(String path, Class<T> of) throws PaymentsUnreachableException {
        return this.<Listed<T>>find(path, listed(of))
                .orElseThrow(() -> new PaymentsUnreachableException("it has no such list"));
    }

    private <T> Optional<T> find(String path, JavaType type) throws PaymentsUnreachableException {
        HttpResponse<byte[]> answer = line.send(HttpRequest.newBuilder(config.at(path)));
        // What is spelled like nothing that exists does not exist.
        if (answer.statusCode() == 404 || answer.statusCode() == 400) {
            return Optional.empty();
        }
        if (answer.statusCode() != 200) {
            throw new PaymentsUnreachableException("answered " + answer.statusCode());
        }
        try {
            return Optional.of(
                    json.readerFor(type)
                            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                            .readValue(answer.body()));
        } catch (IOException | RuntimeException unknown) {
            throw new PaymentsUnreachableException("it speaks in other words", unknown);
        }
    }

    private void command(String path, Map<String, String> body, Sender sender)
            throws PaymentsUnreachableException, PaymentsRefusedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(config.at(path))
                        .header("Content-Type", "application/json")
                        .header(AdminApiFilter.ACTING_FOR, encoded(sender.by()))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes(body)));
        String key = sender.key();
        // What a browser sent is a header only if it is fit for one.
        if (key != null && key.matches("[\\x21-\\x7e]{1,255}")) {
            request.header("Idempotency-Key", key);
        }
        HttpResponse<byte[]> answer = line.send(request);
        if (answer.statusCode() >= 300) {
            throw new PaymentsRefusedException(answer.statusCode(), detail(answer.body()));
        }
    }

    private byte[] bytes(Map<String, String> body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (IOException impossible) {
            throw new IllegalStateException("words are always JSON", impossible);
        }
    }

    private String detail(byte[] problem) {
        try {
            JsonNode read = json.readTree(problem);
            return read.path("detail").asText(read.path("title").asText());
        } catch (IOException noProblem) {
            return "";
        }
    }

    private JavaType type(Class<?> of) {
        return json.constructType(of);
    }

    private JavaType listed(Class<?> of) {
        return json.getTypeFactory().constructParametricType(Listed.class, of);
    }

    private static String after(@Nullable String cursor) {
        return cursor == null ? "" : "&cursor=" + encoded(cursor);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
