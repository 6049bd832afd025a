package io.cashbell.payment.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.gateway.GatewayPage;
import io.cashbell.payment.problem.ProblemTypes;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.SequencedMap;

/** What a mini program asks before it calls WeChat Pay's window up. */
@Controller("/api/checkout/{orderId}")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Tag(name = "checkout")
class CallUpController {

    private final OpenSession sessions;

    CallUpController(OpenSession sessions) {
        this.sessions = sessions;
    }

    /**
     * Opens an attempt for a buyer inside WeChat, or goes on with the one that the same buyer has.
     *
     * @param token the order's access token
     */
    @Post("/wechatpay-jsapi")
    @Operation(summary = "Parameters for wx.requestPayment or WeixinJSBridge")
    @ApiResponse(
            responseCode = "200",
            description = "appId, timeStamp, nonceStr, package, signType, paySign")
    @ApiResponse(responseCode = "400", description = "invalid-request")
    @ApiResponse(responseCode = "403", description = "wrong-token")
    @ApiResponse(responseCode = "404", description = "payment-not-found")
    @ApiResponse(responseCode = "409", description = "already-paid")
    @ApiResponse(responseCode = "410", description = "payment-expired")
    @ApiResponse(responseCode = "429", description = "too-many-attempts")
    @ApiResponse(responseCode = "503", description = "method-not-available, gateway-unreachable")
    CallUpView callUp(
            @PathVariable String orderId,
            @QueryValue(defaultValue = "") String token,
            @Body @Valid CallUpRequest request) {
        if (!OrderId.isOrderId(orderId)) {
            throw ProblemTypes.PAYMENT_NOT_FOUND.because("There is no payment for this order.");
        }
        return switch (sessions.callUp(new OrderId(orderId), token, request.openid())) {
            case Visit.ToGateway(_, GatewayPage.CallUp(var parameters)) ->
                    CallUpView.of(parameters);
            case Visit.ToResult _ ->
                    throw ProblemTypes.ALREADY_PAID.because("This order is paid already.");
            case Visit.NotYet _ ->
                    throw ProblemTypes.PAYMENT_NOT_FOUND.because(
                            "There is no payment for this order.");
            case Visit.ToGateway _, Visit.HasNumber _, Visit.Payable _ ->
                    throw new IllegalStateException("who calls up is given no page");
        };
    }

    /**
     * @param openid the buyer's, of the app that the shop's merchant is bound to
     */
    @Introspected
    record CallUpRequest(@NotBlank @Pattern(regexp = "[A-Za-z0-9_-]{1,128}") String openid) {}

    /** As WeChat spells them. */
    record CallUpView(
            String appId,
            String timeStamp,
            String nonceStr,
            @JsonProperty("package") String prepay,
            String signType,
            String paySign) {

        static CallUpView of(SequencedMap<String, String> parameters) {
            return new CallUpView(
                    parameters.getOrDefault("appId", ""),
                    parameters.getOrDefault("timeStamp", ""),
                    parameters.getOrDefault("nonceStr", ""),
                    parameters.getOrDefault("package", ""),
                    parameters.getOrDefault("signType", ""),
                    parameters.getOrDefault("paySign", ""));
        }
    }
}
