package io.cashbell.payment.callback;

import io.cashbell.payment.CallbackId;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.ShopAddresses;
import io.cashbell.payment.gateway.Acknowledgement;
import io.cashbell.payment.gateway.GatewayCallback;
import io.cashbell.payment.gateway.GatewayCallback.Reading.Ignored;
import io.cashbell.payment.gateway.GatewayCallback.Reading.OfRefund;
import io.cashbell.payment.gateway.GatewayCallback.Reading.Refused;
import io.cashbell.payment.gateway.GatewayCallback.Reading.Verified;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.GatewayNotice;
import io.cashbell.payment.gateway.GatewayRefundNotice;
import io.cashbell.payment.gateway.GatewayRequest;
import io.cashbell.payment.gateway.Gateways;
import io.cashbell.payment.gateway.RefusalReason;
import io.cashbell.payment.gateway.RefusedCallbackException;
import io.cashbell.payment.refund.SettleRefundNotice;
import io.cashbell.payment.settlement.SettleNotice;
import io.cashbell.payment.settlement.Settlement;
import io.cashbell.payment.warning.CallbackWarnings;
import io.cashbell.web.problem.CommonProblem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where gateways reach us. The body is taken as raw bytes: only what was sent can be verified, not
 * what a framework made of it.
 */
@Controller("/gateways/{gateway}")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Consumes(MediaType.ALL)
// Whatever a gateway says it accepts, its answer is the one its documents ask for.
@Produces(MediaType.ALL)
@Tag(name = "callbacks")
class CallbackController {

    private final Gateways gateways;
    private final SettleNotice settlements;
    private final SettleRefundNotice refunds;
    private final CallbackLog record;
    private final CallbackDesk desk;
    private final CallbackWarnings warnings;
    private final ShopAddresses addresses;

    CallbackController(
            Gateways gateways,
            SettleNotice settlements,
            SettleRefundNotice refunds,
            CallbackLog record,
            CallbackDesk desk,
            CallbackWarnings warnings,
            ShopAddresses addresses) {
        this.gateways = gateways;
        this.settlements = settlements;
        this.refunds = refunds;
        this.record = record;
        this.desk = desk;
        this.warnings = warnings;
        this.addresses = addresses;
    }

    /** The gateway's server tells a result; acknowledged once that is durable. */
    @Post("/notify")
    @Operation(summary = "Payment result from the gateway's server")
    @ApiResponse(responseCode = "200", description = "ECPay: 1|OK, recorded")
    @ApiResponse(responseCode = "204", description = "WeChat Pay: recorded")
    @ApiResponse(
            responseCode = "400",
            description = "Not verified. ECPay: 0|Error; WeChat Pay: a code FAIL")
    @ApiResponse(
            responseCode = "422",
            description = "Verified and not accepted. ECPay: 0|…; WeChat Pay: a code FAIL")
    @ApiResponse(
            responseCode = "503",
            description = "Repeat it. ECPay: 0|Error; WeChat Pay: a code FAIL")
    HttpResponse<?> result(@PathVariable String gateway, HttpRequest<?> request) {
        return answer(callback(gateway), request);
    }

    /**
     * The gateway's server tells that a number to pay with was issued. Read as a result is, since
     * ECPay is not sure itself which of the two addresses it uses.
     */
    @Post("/payment-info")
    @Operation(summary = "Payment number issued, from the gateway's server")
    HttpResponse<?> paymentInfo(@PathVariable String gateway, HttpRequest<?> request) {
        return answer(callback(gateway), request);
    }

    /**
     * The buyer's browser comes back. Whatever it says changes nothing; only where it is sent
     * depends on it, and that only when the gateway signed it.
     */
    @Post("/return")
    @Operation(summary = "The buyer comes back from the gateway")
    @ApiResponse(responseCode = "303", description = "To the shop's result page")
    HttpResponse<?> comeBack(@PathVariable String gateway, HttpRequest<?> request) {
        GatewayCallback callback = callback(gateway);
        URI next =
                switch (read(callback, request)) {
                    case Verified(var notice) -> resultPage(notice.orderId());
                    case OfRefund(var notice) -> resultPage(notice.number().orderId());
                    case Ignored _ -> addresses.storefront();
                    case Refused(var reason) -> {
                        record.refused(callback.name(), reason);
                        yield addresses.storefront();
                    }
                };
        return HttpResponse.seeOther(next).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private HttpResponse<?> answer(GatewayCallback callback, HttpRequest<?> http) {
        GatewayRequest request;
        try {
            request = request(http);
        } catch (RefusedCallbackException unread) {
            // Nothing of it is here that could be kept.
            record.refused(callback.name(), unread.reason());
            return say(callback.refusal(400, "Error"));
        }
        GatewayCallback.Reading reading = callback.read(request);
        warnings.heard(callback.name(), reading);
        return switch (reading) {
            case Refused(var reason) -> {
                record.refused(callback.name(), reason);
                if (reason == RefusalReason.UNREADABLE) {
                    desk.keepUnused(
                            desk.arrival(),
                            callback,
                            request,
                            reason.label(),
                            false,
                            CallbackChecks.refused(reason));
                } else {
                    desk.refused(callback, request, reason);
                }
                yield say(callback.refusal(400, "Error"));
            }
            case Ignored(var kind) -> {
                record.ignored(callback.name(), kind);
                desk.keepUnused(
                        desk.arrival(),
                        callback,
                        request,
                        "ignored",
                        true,
                        CallbackChecks.ignored(kind));
                yield say(callback.acknowledgement());
            }
            case OfRefund(var notice) -> settled(callback, request, notice);
            case Verified(var notice) -> settled(callback, request, notice);
        };
    }

    private HttpResponse<?> settled(
            GatewayCallback callback, GatewayRequest request, GatewayNotice notice) {
        CallbackId id = desk.arrival();
        Settlement settlement;
        try {
            settlement =
                    ScopedValue.where(CallbackId.CAUSE, id).call(() -> settlements.settle(notice));
        } catch (RuntimeException unknown) {
            record.notSettled(callback.name(), notice, unknown);
            desk.keep(id, callback, request, notice, null);
            return say(callback.refusal(503, "Error"));
        }
        record.settled(callback.name(), notice, settlement);
        desk.keep(id, callback, request, notice, settlement);
        return answer(callback, settlement);
    }

    private HttpResponse<?> settled(
            GatewayCallback callback, GatewayRequest request, GatewayRefundNotice notice) {
        CallbackId id = desk.arrival();
        Settlement settlement;
        try {
            settlement = refunds.settle(notice);
        } catch (RuntimeException unknown) {
            record.notSettled(callback.name(), notice, unknown);
            desk.keep(id, callback, request, notice, null);
            return say(callback.refusal(503, "Error"));
        }
        record.settled(callback.name(), notice, settlement);
        desk.keep(id, callback, request, notice, settlement);
        return answer(callback, settlement);
    }

    private static HttpResponse<?> answer(GatewayCallback callback, Settlement settlement) {
        return say(
                settlement.isAcknowledged()
                        ? callback.acknowledgement()
                        : callback.refusal(422, settlement.refusal()));
    }

    private static GatewayCallback.Reading read(GatewayCallback callback, HttpRequest<?> http) {
        try {
            return callback.read(request(http));
        } catch (RefusedCallbackException unread) {
            return new Refused(unread.reason());
        }
    }

    private static GatewayRequest request(HttpRequest<?> http) throws RefusedCallbackException {
        return new GatewayRequest(RawBody.of(http), name -> header(http, name));
    }

    private GatewayCallback callback(String path) {
        return GatewayName.find(path)
                .flatMap(gateways::callbackOf)
                .orElseThrow(() -> CommonProblem.NOT_FOUND.because("There is no such gateway."));
    }

    private URI resultPage(@Nullable OrderId orderId) {
        return orderId == null ? addresses.storefront() : addresses.resultPage(orderId);
    }

    /** A header that is there twice could be read in two ways: it is not there. */
    private static @Nullable String header(HttpRequest<?> request, String name) {
        List<String> all = request.getHeaders().getAll(name);
        return all.size() == 1 ? all.getFirst() : null;
    }

    private static HttpResponse<?> say(Acknowledgement answer) {
        MutableHttpResponse<String> response =
                HttpResponse.<String>status(HttpStatus.valueOf(answer.status()));
        return answer.body().isEmpty()
                ? response
                : response.contentType(MediaType.of(answer.contentType())).body(answer.body());
    }
}
