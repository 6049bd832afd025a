package io.cashbell.local.gateway.wechatpay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cashbell.local.gateway.Faults;
import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.http.Handler;
import io.cashbell.local.gateway.http.HttpRefusal;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import io.cashbell.local.gateway.http.Router;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * WeChat's own paths (section 1), below {@code /wechatpay} and, for a client whose base address
 * cannot have a path, at the root as well. Every answer is signed, an empty one and a refusal too.
 */
final class Api {
    private static final Logger log = LoggerFactory.getLogger(Api.class);

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final Guard guard;
    private final Ledger ledger;
    private final Desk desk;
    private final BillDesk bills;
    private final KeyRing keys;
    private final SandboxClock clock;

    /** The body of a success; null: 204. */
    @FunctionalInterface
    private interface Call {
        @Nullable JsonNode answer(Request request);
    }

    Api(Guard guard, Ledger ledger, Desk desk, BillDesk bills, KeyRing keys, SandboxClock clock) {
        this.guard = guard;
        this.ledger = ledger;
        this.desk = desk;
        this.bills = bills;
        this.keys = keys;
        this.clock = clock;
    }

    void addRoutes(Router router, Faults faults) {
        for (var prefix : List.of(Guard.PREFIX, "")) {
            var pay = prefix + "/v3/pay/transactions";
            var refunds = prefix + "/v3/refund/domestic/refunds";
            router.on("POST", pay + "/jsapi", faults.around("jsapi", signed(this::jsapi)));
            router.on("POST", pay + "/native", faults.around("native", signed(this::nativeCode)));
            router.on("POST", pay + "/h5", signed(_ -> notEnabled()));
            router.on("POST", pay + "/app", signed(_ -> notEnabled()));
            router.on(
                    "GET",
                    pay + "/out-trade-no/{number}",
                    faults.around("query", signed(this::query)));
            router.on("GET", pay + "/id/{id}", faults.around("query", signed(this::queryById)));
            router.on(
                    "POST",
                    pay + "/out-trade-no/{number}/close",
                    faults.around("close", signed(this::close)));
            router.on("POST", refunds, faults.around("refund", signed(this::refund)));
            router.on(
                    "GET",
                    refunds + "/{number}",
                    faults.around("query-refund", signed(this::queryRefund)));
            router.on(
                    "GET",
                    prefix + "/v3/bill/tradebill",
                    faults.around("tradebill", signed(bills::prepare)));
            router.on(
                    "GET",
                    prefix + BillDesk.DOWNLOAD,
                    faults.around("billdownload", this::download));
            router.on(
                    "GET",
                    prefix + "/v3/certificates",
                    faults.around("certificates", signed(_ -> certificates())));
        }
    }

    /** Section 4: 429. */
    Reply throttled() {
        return refused(Refusal.tooOften().refusal(), keys.keys().signing());
    }

    private JsonNode jsapi(Request request) {
        var placed = place(TradeType.JSAPI, "jsapi", request);
        return Views.object().put("prepay_id", placed.handle());
    }

    private JsonNode nativeCode(Request request) {
        var placed = place(TradeType.NATIVE, "native", request);
        return Views.object().put("code_url", Cashier.codeUrl(placed.handle()));
    }

    private Desk.Placed place(TradeType type, String product, Request request) {
        requireProduct(product);
        return desk.place(OrderRules.check(type, body(request), keys.keys().merchant(), clock));
    }

    private JsonNode query(Request request) {
        checkMchid(request);
        return order(
                ledger.find(request.pathVariable("number")).orElseThrow(Refusal::orderUnknown));
    }

    private JsonNode queryById(Request request) {
        checkMchid(request);
        return order(
                ledger.findByTransaction(request.pathVariable("id"))
                        .orElseThrow(Refusal::orderUnknown));
    }

    private @Nullable JsonNode close(Request request) {
        var body = body(request);
        Shape.object().required("mchid", Shape.text(1, 32)).check("", body);
        OrderRules.checkMerchant(body.get("mchid").asText(), keys.keys().merchant());
        desk.close(request.pathVariable("number"));
        return null;
    }

    private JsonNode refund(Request request) {
        requireProduct(Settings.REFUND);
        return view(desk.refund(RefundRules.read(body(request))));
    }

    private JsonNode queryRefund(Request request) {
        return view(
                ledger.findRefund(request.pathVariable("number"))
                        .orElseThrow(() -> Refusal.resourceMissing("退款单不存在")));
    }

    /** A merchant with a public key has no certificates to download (section 9). */
    private JsonNode certificates() {
        var now = keys.keys();
        if (!now.hasCertificates()) {
            throw Refusal.resourceMissing("无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥");
        }
        var list = Views.object();
        var data = list.putArray("data");
        for (var key : now.certificates()) {
            var certificate = key.certificate();
            if (certificate == null) {
                continue;
            }
            var sealed =
                    Sealed.of(
                            PlatformCertificate.pem(certificate),
                            Sealed.newNonce(),
                            "certificate",
                            now.merchant().apiV3Key());
            data.addObject()
                    .put("serial_no", key.serial())
                    .put("effective_time", Beijing.rfc3339(certificate.getNotBefore().toInstant()))
                    .put("expire_time", Beijing.rfc3339(certificate.getNotAfter().toInstant()))
                    .putObject("encrypt_certificate")
                    .put("algorithm", Sealed.ALGORITHM)
                    .put("nonce", sealed.nonce())
                    .put("associated_data", sealed.associatedData())
                    .put("ciphertext", sealed.ciphertext());
        }
        return list;
    }

    /** The one answer that WeChat does not sign: its hash was in a signed answer before. */
    private Reply download(Request request) throws IOException {
        try {
            guard.check(request);
            return bills.download(request);
        } catch (RefusedException e) {
            return refused(e.refusal(), signingKey(request));
        }
    }

    private JsonNode notEnabled() {
        throw Refusal.noAuthority();
    }

    private JsonNode order(Trade trade) {
        return Views.order(trade, desk.state(trade));
    }

    private JsonNode view(Refund refund) {
        return Views.refund(refund, ledger.find(refund.outTradeNo()).orElseThrow());
    }

    private void requireProduct(String product) {
        if (!ledger.settings().products().contains(product)) {
            throw Refusal.noAuthority();
        }
    }

    private void checkMchid(Request request) {
        var mchid = request.query("mchid");
        if (mchid == null) {
            throw Refusal.parameter("query", "mchid", "is required");
        }
        OrderRules.checkMerchant(mchid, keys.keys().merchant());
    }

    private static JsonNode body(Request request) {
        try {
            return JSON.readTree(request.body());
        } catch (IOException e) {
            throw Refusal.parameter("body", "/", "is not JSON");
        }
    }

    private Handler signed(Call call) {
        return request -> {
            var key = signingKey(request);
            try {
                guard.check(request);
                var answer = call.answer(request);
                return answer == null
                        ? sign(Reply.nothing(), new byte[0], key, 0)
                        : json(200, answer, key, 0);
            } catch (RefusedException e) {
                return refused(e.refusal(), key);
            } catch (HttpRefusal e) {
                throw e;
            } catch (RuntimeException e) {
                log.atError().setCause(e).log("The sandbox could not answer");
                return refused(Refusal.failed().refusal(), key);
            }
        };
    }

    /** The key that the shop says it has, as far as it is live; otherwise the usual one. */
    private PlatformKey signingKey(Request request) {
        var now = keys.keys();
        var wished = request.header(Stamp.SERIAL);
        return now.find(wished == null ? "" : wished).orElse(now.signing());
    }

    private Reply refused(Refusal refusal, PlatformKey key) {
        var body = new LinkedHashMap<String, Object>();
        body.put("code", refusal.code());
        body.put("message", refusal.message());
        if (!refusal.detail().isEmpty()) {
            body.put("detail", refusal.detail());
        }
        return json(refusal.status(), JSON.valueToTree(body), key, refusal.number());
    }

    private Reply json(int status, JsonNode body, PlatformKey key, long number) {
        try {
            var bytes = JSON.writeValueAsBytes(body);
            var reply = Reply.bytes(status, "application/json; charset=utf-8", bytes);
            return sign(reply, bytes, key, number);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Reply sign(Reply reply, byte[] body, PlatformKey key, long number) {
        reply.with("Request-ID", Numbers.request(number));
        Stamp.of(body, key, clock.realInstant()).headers().forEach(reply::with);
        return reply;
    }
}
