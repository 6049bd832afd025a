package io.cashbell.payment.gateway.kakaopay;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.payment.Warning;
import io.cashbell.payment.Warnings;
import io.cashbell.payment.gateway.GatewayLine;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.GatewayResponse;
import io.cashbell.payment.gateway.NoAnswerException;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Answer;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Approve;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Approved;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Cancel;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Cancelled;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Given;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Order;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Other;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Standing;
import io.cashbell.payment.gateway.kakaopay.KakaopayReadyMessages.Prepared;
import io.cashbell.payment.gateway.kakaopay.KakaopayReadyMessages.Ready;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/** Calls KakaoPay's servers: one method for each address. */
@Singleton
@Requires(bean = KakaopayConfig.class)
class KakaopayClient {

    private final KakaopayConfig config;
    private final KakaopayAuth auth;
    private final GatewayLine line;
    private final Warnings warnings;

    KakaopayClient(
            KakaopayConfig config, KakaopayAuth auth, MeterRegistry meters, Warnings warnings) {
        this.config = config;
        this.auth = auth;
        this.warnings = warnings;
        this.line = new GatewayLine(GatewayName.KAKAOPAY, config.timeout(), meters);
    }

    /** Asks for a payment; no money moves. */
    Answer<Prepared> ready(Ready ready) throws NoAnswerException {
        return call("ready", ready.fields(), Prepared::of);
    }

    /** Takes the money; to be asked once. */
    Answer<Approved> approve(Approve approve) throws NoAnswerException {
        return call("approve", approve.fields(), Approved::of);
    }

    /** How a payment stands. Changes nothing at KakaoPay, so it may be asked again. */
    Answer<Standing> order(Order order) throws NoAnswerException {
        return call("order", order.fields(), Standing::of);
    }

    /** Gives money back; a repeat that names the same rest is refused. */
    Answer<Cancelled> cancel(Cancel cancel) throws NoAnswerException {
        return call("cancel", cancel.fields(), Cancelled::of);
    }

    private <T> Answer<T> call(
            String operation,
            SequencedMap<String, Object> fields,
            Function<JsonNode, Optional<T>> reader)
            throws NoAnswerException {
        String cidSecret = config.cidSecret();
        if (cidSecret != null && !cidSecret.isBlank()) {
            fields.put("cid_secret", cidSecret);
        }
        String body =
                switch (config.dialect()) {
                    case OPEN -> KakaopayMessages.json(fields);
                    case LEGACY -> KakaopayMessages.form(fields);
                };
        GatewayResponse response =
                line.call(
                        operation,
                        HttpRequest.newBuilder(config.at(operation))
                                .header("Authorization", auth.authorization())
                                .header("Content-Type", config.dialect().contentType())
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build());
        if (response.status() != 200) {
            String code =
                    KakaopayMessages.errorCode(response.body())
                            .orElseGet(() -> "http-" + response.status());
            if (KakaopayStatus.refusesUs(code)) {
                warnings.notice(Warning.KEYS_REFUSED, GatewayName.KAKAOPAY.path());
            }
            return new Other<>(response.status(), code);
        }
        Optional<T> message = KakaopayMessages.read(response.body()).flatMap(reader);
        return message.isPresent() ? new Given<>(message.get()) : new Other<>(200, "unreadable");
    }
}
