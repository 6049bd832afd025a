package io.cashbell.payment.callback;

import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.CallbackId;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.ShopAddresses;
import io.cashbell.payment.callback.TakeMoney.Taking;
import io.cashbell.payment.gateway.ApprovingGateway;
import io.cashbell.payment.gateway.Exhibit;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.Gateways;
import io.cashbell.web.problem.CommonProblem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a gateway sends the buyer's browser back by a link. The browser is believed in nothing: an
 * agreement makes us ask the gateway, a cancellation or a failure changes nothing at all.
 */
@Controller("/gateways/{gateway}")
@ExecuteOn(TaskExecutors.VIRTUAL)
// Whatever a browser says it accepts, it is sent on.
@Produces(MediaType.ALL)
@Tag(name = "callbacks")
class ReturnController {

    private static final Logger log = LoggerFactory.getLogger(ReturnController.class);

    /** KakaoPay's has 20 characters; whatever is far longer is none. */
    private static final int LONGEST_PROOF = 200;

    private static final Set<String> HARMLESS = Set.of("return", "order", "attempt");

    private final Gateways gateways;
    private final TakeMoney takings;
    private final CallbackLog record;
    private final CallbackDesk desk;
    private final ShopAddresses addresses;

    ReturnController(
            Gateways gateways,
            TakeMoney takings,
            CallbackLog record,
            CallbackDesk desk,
            ShopAddresses addresses) {
        this.gateways = gateways;
        this.takings = takings;
        this.record = record;
        this.desk = desk;
        this.addresses = addresses;
    }

    /**
     * The buyer has agreed. The redirect that answers drops the token from the address bar; a
     * reload asks for nothing a second time.
     *
     * @param proof the gateway's word that the buyer agreed
     */
    // No automatic HEAD route: a look must take no money.
    @Get(uri = "/approve", headRoute = false)
    @Operation(summary = "The buyer has agreed at the gateway: take the money")
    @ApiResponse(responseCode = "303", description = "To the shop's result page")
    HttpResponse<?> approve(
            @PathVariable String gateway,
            @QueryValue(value = "order", defaultValue = "") String order,
            @QueryValue(value = "attempt", defaultValue = "") String attempt,
            @QueryValue(value = "pg_token", defaultValue = "") String proof) {
        ApprovingGateway approving = approving(gateway);
        if (!OrderId.isOrderId(order)
                || !AttemptNumber.isAttemptNumber(attempt)
                || proof.isEmpty()
                || proof.length() > LONGEST_PROOF) {
            desk.returned(
                    approving.name(),
                    exhibit("approve", order, attempt, proof),
                    "not-taken",
                    "it names no order and attempt, or has no proof");
            return back(addresses.storefront());
        }
        OrderId orderId = new OrderId(order);
        AttemptNumber number = new AttemptNumber(attempt);
        CallbackId id = desk.arrival();
        switch (takings.take(id, approving, orderId, number, proof)) {
            case Taking.Taken taken -> {
                record.taken(approving.name(), orderId, number, taken.settlement());
                desk.keepTaken(
                        id, approving.name(), exhibit("approve", order, attempt, proof), taken);
            }
            case Taking.Nothing _ -> {
                log.atInfo()
                        .addKeyValue("gateway", gateway)
                        .addKeyValue("orderId", orderId)
                        .addKeyValue("attempt", number)
                        .log("A returning buyer finds nothing to be taken");
                desk.returned(
                        approving.name(),
                        exhibit("approve", order, attempt, proof),
                        "not-taken",
                        "there was nothing to take: taken before, under way, over, or none of"
                                + " ours");
            }
            case Taking.NotReached _ ->
                    desk.returned(
                            approving.name(),
                            exhibit("approve", order, attempt, proof),
                            "not-taken",
                            "the gateway could not be called, so nothing was taken; the buyer may"
                                    + " try again");
        }
        return back(addresses.resultPage(orderId));
    }

    /** What came, the proof by its length alone. */
    private static Exhibit exhibit(String kind, String order, String attempt, String proof) {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        fields.put("return", kind);
        fields.put("order", order);
        fields.put("attempt", attempt);
        fields.put("pg_token", proof);
        fields.values().removeIf(String::isEmpty);
        return Exhibit.ofFields(fields, HARMLESS, "", kind + " " + order + " " + attempt);
    }

    /** The buyer gave up. Changes nothing: another attempt may have brought the money. */
    @Get("/cancel")
    @Operation(summary = "The buyer gave up at the gateway")
    @ApiResponse(responseCode = "303", description = "To the shop's result page")
    HttpResponse<?> cancel(
            @PathVariable String gateway,
            @QueryValue(value = "order", defaultValue = "") String order,
            @QueryValue(value = "attempt", defaultValue = "") String attempt) {
        desk.returned(
                approving(gateway).name(),
                exhibit("cancel", order, attempt, ""),
                "gave-up",
                "the buyer gave up, or somebody says so");
        return back(page(order));
    }

    /** The gateway's page failed or ran out of time. Changes nothing. */
    @Get("/fail")
    @Operation(summary = "The gateway's page failed")
    @ApiResponse(responseCode = "303", description = "To the shop's result page")
    HttpResponse<?> fail(
            @PathVariable String gateway,
            @QueryValue(value = "order", defaultValue = "") String order,
            @QueryValue(value = "attempt", defaultValue = "") String attempt) {
        desk.returned(
                approving(gateway).name(),
                exhibit("fail", order, attempt, ""),
                "page-failed",
                "the gateway's page failed or ran out of time, or somebody says so");
        return back(page(order));
    }

    private ApprovingGateway approving(String path) {
        return GatewayName.find(path)
                .flatMap(gateways::approving)
                .orElseThrow(() -> CommonProblem.NOT_FOUND.because("There is no such gateway."));
    }

    private URI page(String order) {
        return OrderId.isOrderId(order)
                ? addresses.resultPage(new OrderId(order))
                : addresses.storefront();
    }

    private static HttpResponse<?> back(URI page) {
        return HttpResponse.seeOther(page)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer");
    }
}
