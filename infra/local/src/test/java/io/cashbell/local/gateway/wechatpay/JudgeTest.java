package io.cashbell.local.gateway.wechatpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.wechat.pay.java.core.Config;
import com.wechat.pay.java.core.RSAAutoCertificateConfig;
import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.exception.HttpException;
import com.wechat.pay.java.core.exception.MalformedMessageException;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.core.notification.NotificationConfig;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RequestParam;
import com.wechat.pay.java.service.billdownload.BillDownloadServiceExtension;
import com.wechat.pay.java.service.billdownload.model.GetTradeBillRequest;
import com.wechat.pay.java.service.billdownload.model.TarType;
import com.wechat.pay.java.service.payments.jsapi.JsapiServiceExtension;
import com.wechat.pay.java.service.payments.jsapi.model.Amount;
import com.wechat.pay.java.service.payments.jsapi.model.CloseOrderRequest;
import com.wechat.pay.java.service.payments.jsapi.model.Payer;
import com.wechat.pay.java.service.payments.jsapi.model.PrepayRequest;
import com.wechat.pay.java.service.payments.jsapi.model.QueryOrderByIdRequest;
import com.wechat.pay.java.service.payments.jsapi.model.QueryOrderByOutTradeNoRequest;
import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.payments.nativepay.NativePayService;
import com.wechat.pay.java.service.refund.RefundService;
import com.wechat.pay.java.service.refund.model.AmountReq;
import com.wechat.pay.java.service.refund.model.CreateRequest;
import com.wechat.pay.java.service.refund.model.QueryByOutRefundNoRequest;
import com.wechat.pay.java.service.refund.model.RefundNotification;
import com.wechat.pay.java.service.refund.model.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * WeChat's own Java SDK, which knows nothing of the sandbox, as its client and as the verifier of
 * what it sends (section 10). It looks headers up by their exact names, verifies every answer, and
 * refuses what is older than five minutes.
 */
class JudgeTest {
    private SandboxUnderTest sandbox;
    private TestShop shop;

    @BeforeEach
    void start() throws Exception {
        sandbox = SandboxUnderTest.inMemory();
        shop = new TestShop();
    }

    @AfterEach
    void stop() {
        sandbox.close();
        shop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/wechatpay"})
    void aMiniProgramsPaymentGoesItsWholeWay(String prefix) throws Exception {
        var config = publicKeyConfig();
        var http = http(config, prefix);
        var jsapi = new JsapiServiceExtension.Builder().config(config).httpClient(http).build();
        var number = SandboxUnderTest.newNumber();

        var callUp = jsapi.prepayWithRequestPayment(order(number));
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("appId", callUp.getAppId());
        parameters.put("timeStamp", callUp.getTimeStamp());
        parameters.put("nonceStr", callUp.getNonceStr());
        parameters.put("package", callUp.getPackageVal());
        parameters.put("signType", callUp.getSignType());
        parameters.put("paySign", callUp.getPaySign());
        var paid =
                SandboxUnderTest.json(
                        sandbox.command("request-payment", SandboxUnderTest.jsonOf(parameters)));
        assertThat(paid.get("errMsg").asText()).isEqualTo("requestPayment:ok");

        var told = parse(config, shop.awaitHeard(1).getFirst(), Transaction.class);
        assertThat(told.getOutTradeNo()).isEqualTo(number);
        assertThat(told.getTradeState()).isEqualTo(Transaction.TradeStateEnum.SUCCESS);
        assertThat(told.getTradeType()).isEqualTo(Transaction.TradeTypeEnum.JSAPI);
        assertThat(told.getAmount().getTotal()).isEqualTo(1200);
        assertThat(told.getAmount().getCurrency()).isEqualTo("CNY");
        assertThat(told.getPayer().getOpenid()).isEqualTo("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
        assertThat(told.getAttach()).isEqualTo("order 1+1 & 茶");
        assertThat(told.getSuccessTime()).endsWith("+08:00");

        var byNumber = new QueryOrderByOutTradeNoRequest();
        byNumber.setMchid(sandbox.variable("MCH_ID"));
        byNumber.setOutTradeNo(number);
        var byId = new QueryOrderByIdRequest();
        byId.setMchid(sandbox.variable("MCH_ID"));
        byId.setTransactionId(told.getTransactionId());
        assertThat(jsapi.queryOrderByOutTradeNo(byNumber).toString()).isEqualTo(told.toString());
        assertThat(jsapi.queryOrderById(byId).toString()).isEqualTo(told.toString());
    }

    @Test
    void aNativeCodeIsScannedAndPaid() throws Exception {
        var config = publicKeyConfig();
        var http = http(config, "/wechatpay");
        var service = new NativePayService.Builder().config(config).httpClient(http).build();
        var request = new com.wechat.pay.java.service.payments.nativepay.model.PrepayRequest();
        var amount = new com.wechat.pay.java.service.payments.nativepay.model.Amount();
        amount.setTotal(1);
        request.setAmount(amount);
        request.setAppid(sandbox.variable("APP_ID"));
        request.setMchid(sandbox.variable("MCH_ID"));
        request.setDescription("茶");
        request.setNotifyUrl(shop.notifyUrl());
        request.setOutTradeNo(SandboxUnderTest.newNumber());

        var codeUrl = service.prepay(request).getCodeUrl();
        sandbox.command("scan", "{\"code_url\": \"" + codeUrl + "\"}");

        var told = parse(config, shop.awaitHeard(1).getFirst(), Transaction.class);
        assertThat(told.getTradeType()).isEqualTo(Transaction.TradeTypeEnum.NATIVE);
        assertThat(told.getAmount().getTotal()).isEqualTo(1);
    }

    @Test
    void anOrderIsClosedByAnEmptySignedAnswer() {
        var config = publicKeyConfig();
        var http = http(config, "/wechatpay");
        var jsapi = new JsapiServiceExtension.Builder().config(config).httpClient(http).build();
        var number = "A|B*C-" + SandboxUnderTest.newNumber().substring(8);
        jsapi.prepayWithRequestPayment(order(number));
        var close = new CloseOrderRequest();
        close.setMchid(sandbox.variable("MCH_ID"));
        close.setOutTradeNo(number);

        jsapi.closeOrder(close);
        jsapi.closeOrder(close);

        var query = new QueryOrderByOutTradeNoRequest();
        query.setMchid(sandbox.variable("MCH_ID"));
        query.setOutTradeNo(number);
        assertThat(jsapi.queryOrderByOutTradeNo(query).getTradeState())
                .isEqualTo(Transaction.TradeStateEnum.CLOSED);
        query.setOutTradeNo("NOBODYS_ORDER");
        assertThatThrownBy(() -> jsapi.queryOrderByOutTradeNo(query))
                .isInstanceOfSatisfying(
                        ServiceException.class,
                        e -> {
                            assertThat(e.getHttpStatusCode()).isEqualTo(404);
                            assertThat(e.getErrorCode()).isEqualTo("ORDER_NOT_EXIST");
                        });
    }

    @Test
    void aRefundGoesItsWholeWay() throws Exception {
        var config = publicKeyConfig();
        var http = http(config, "/wechatpay");
        var refunds = new RefundService.Builder().config(config).httpClient(http).build();
        var number = sandbox.paid(sandbox.jsapiOrder(shop.notifyUrl()));
        var request = new CreateRequest();
        request.setOutTradeNo(number);
        request.setOutRefundNo(number + "@1");
        request.setReason("商品已售完");
        request.setNotifyUrl(shop.notifyUrl());
        var amount = new AmountReq();
        amount.setRefund(500L);
        amount.setTotal(1200L);
        amount.setCurrency("CNY");
        request.setAmount(amount);

        var begun = refunds.create(request);
        var again = refunds.create(request);
        sandbox.command("refunds/" + number + "@1/succeed", "");

        assertThat(begun.getStatus()).isEqualTo(Status.PROCESSING);
        assertThat(again.getRefundId()).isEqualTo(begun.getRefundId());
        var told = parse(config, shop.awaitHeard(1).getFirst(), RefundNotification.class);
        assertThat(told.getRefundStatus()).isEqualTo(Status.SUCCESS);
        assertThat(told.getRefundId()).isEqualTo(begun.getRefundId());
        assertThat(told.getAmount().getRefund()).isEqualTo(500L);
        var query = new QueryByOutRefundNoRequest();
        query.setOutRefundNo(number + "@1");
        var known = refunds.queryByOutRefundNo(query);
        assertThat(known.getStatus()).isEqualTo(Status.SUCCESS);
        assertThat(known.getAmount().getTotal()).isEqualTo(1200L);
        assertThat(known.getSuccessTime()).endsWith("+08:00");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBillIsDownloadedAndItsHashIsRight(boolean zipped) throws Exception {
        var config = publicKeyConfig();
        var bills =
                new BillDownloadServiceExtension.Builder()
                        .httpClient(http(config, "/wechatpay"))
                        .decryptor(config.createDecryptor())
                        .build();
        var number = sandbox.paid(sandbox.jsapiOrder(shop.notifyUrl()));
        var request = new GetTradeBillRequest();
        request.setBillDate(Beijing.day(Instant.now()).toString());
        if (zipped) {
            request.setTarType(TarType.GZIP);
        }
        sandbox.advance(Duration.ofHours(34));

        var bill = bills.getTradeBill(request);
        try (var in = bill.getInputStream()) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).contains(",`" + number + ",");
        }
        assertThat(bill.verifyHash()).isTrue();
    }

    @Test
    void certificatesAreDownloadedAndRotated() throws Exception {
        sandbox.control("PUT", "keys", "{\"mode\": \"certificate\"}");
        var config = certificateConfig();
        var http = http(config, "/wechatpay");
        var jsapi = new JsapiServiceExtension.Builder().config(config).httpClient(http).build();
        var number = SandboxUnderTest.newNumber();
        jsapi.prepayWithRequestPayment(order(number));
        sandbox.command("trades/" + number + "/pay", "");
        var first = shop.awaitHeard(1).getFirst();
        assertThat(parse(config, first, Transaction.class).getOutTradeNo()).isEqualTo(number);

        // The second live one is known to the client already.
        sandbox.command("keys/rotate", "");
        sandbox.command("trades/" + number + "/pay", "{\"callbacks\": 1}");
        var second = shop.awaitHeard(2).getLast();
        assertThat(second.header(Stamp.SERIAL)).isNotEqualTo(first.header(Stamp.SERIAL));
        assertThat(parse(config, second, Transaction.class).getOutTradeNo()).isEqualTo(number);

        // The third is not, until certificates are downloaded once more.
        sandbox.command("keys/rotate", "");
        sandbox.command("trades/" + number + "/pay", "{\"callbacks\": 1}");
        var third = shop.awaitHeard(3).getLast();
        assertThatThrownBy(() -> parse(config, third, Transaction.class))
                .isInstanceOf(RuntimeException.class);
        assertThat(parse(certificateConfig(), third, Transaction.class).getOutTradeNo())
                .isEqualTo(number);
    }

    @Test
    void aMerchantWithThePublicKeyHasNoCertificates() {
        assertThatThrownBy(this::certificateConfig)
                .isInstanceOfSatisfying(
                        ServiceException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo("RESOURCE_NOT_EXISTS"));
    }

    @Test
    void betweenTheModesBothKindsOfKeysSign() throws Exception {
        sandbox.control("PUT", "keys", "{\"mode\": \"both\"}");
        var publicKey = publicKeyConfig();
        var certificates = certificateConfig();
        var number = sandbox.placed(sandbox.jsapiOrder(shop.notifyUrl()));
        sandbox.command("trades/" + number + "/pay", "{\"callbacks\": 2}");

        var heard = shop.awaitHeard(2);
        int verified = 0;
        for (NotificationConfig config : new NotificationConfig[] {publicKey, certificates}) {
            for (var one : heard) {
                if (one.header(Stamp.SERIAL).startsWith("PUB_KEY_ID_") == (config == publicKey)) {
                    assertThat(parse(config, one, Transaction.class).getOutTradeNo())
                            .isEqualTo(number);
                    verified++;
                }
            }
        }
        assertThat(verified).isEqualTo(2);
        // Answers are signed by whatever the client says it has.
        for (var config : new Config[] {publicKey, certificates}) {
            var jsapi =
                    new JsapiServiceExtension.Builder()
                            .config(config)
                            .httpClient(http(config, "/wechatpay"))
                            .build();
            assertThat(jsapi.prepayWithRequestPayment(order(SandboxUnderTest.newNumber())))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"KEY", "SERIAL", "LINES", "BODY", "SIGNTEST", "TAG", "AAD"})
    void whatIsBadlySignedOrSealedIsRefused(Forgery forgery) throws Exception {
        var heard = forged(forgery);

        assertThatThrownBy(() -> parse(publicKeyConfig(), heard, Transaction.class))
                .isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"STALE", "ORDER", "APPID", "MCHID", "AMOUNT", "CURRENCY"})
    void whatIsWellSignedTheSdkBelieves(Forgery forgery) throws Exception {
        var heard = forged(forgery);

        assertThat(parse(publicKeyConfig(), heard, Transaction.class).getTradeState())
                .isEqualTo(Transaction.TradeStateEnum.SUCCESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "html", "half-body", "lost-answer", "throttled"})
    void faultsReachTheClientAsWhatTheyAre(String fault) throws Exception {
        var config = publicKeyConfig();
        var jsapi =
                new JsapiServiceExtension.Builder()
                        .config(config)
                        .httpClient(http(config, "/wechatpay"))
                        .build();
        var number = sandbox.placed(sandbox.jsapiOrder(shop.notifyUrl()));
        var query = new QueryOrderByOutTradeNoRequest();
        query.setMchid(sandbox.variable("MCH_ID"));
        query.setOutTradeNo(number);
        sandbox.command(
                "faults", "{\"operation\": \"query\", \"fault\": \"" + fault + "\", \"times\": 1}");

        assertThatThrownBy(() -> jsapi.queryOrderByOutTradeNo(query))
                .isInstanceOf(
                        switch (fault) {
                            case "status", "throttled" -> ServiceException.class;
                            case "lost-answer" -> HttpException.class;
                            default -> MalformedMessageException.class;
                        });
        assertThat(jsapi.queryOrderByOutTradeNo(query).getOutTradeNo()).isEqualTo(number);
    }

    private TestShop.Heard forged(Forgery forgery) throws IOException, InterruptedException {
        var number = sandbox.placed(sandbox.jsapiOrder(shop.notifyUrl()));
        sandbox.command(
                "trades/" + number + "/pay",
                "{\"forgery\": \"" + forgery.name().toLowerCase(Locale.ROOT) + "\"}");
        return shop.awaitHeard(1).getFirst();
    }

    private PrepayRequest order(String number) {
        var amount = new Amount();
        amount.setTotal(1200);
        amount.setCurrency("CNY");
        var payer = new Payer();
        payer.setOpenid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
        var order = new PrepayRequest();
        order.setAmount(amount);
        order.setPayer(payer);
        order.setAppid(sandbox.variable("APP_ID"));
        order.setMchid(sandbox.variable("MCH_ID"));
        order.setDescription("測試商品 + ~ (1)");
        order.setAttach("order 1+1 & 茶");
        order.setNotifyUrl(shop.notifyUrl());
        order.setOutTradeNo(number);
        return order;
    }

    private RSAPublicKeyConfig publicKeyConfig() {
        JsonNode keys = keys();
        return new RSAPublicKeyConfig.Builder()
                .merchantId(sandbox.variable("MCH_ID"))
                .privateKey(keys.get("merchantPrivateKey").asText())
                .merchantSerialNumber(sandbox.variable("SERIAL"))
                .publicKey(keys.get("publicKey").asText())
                .publicKeyId(sandbox.variable("PUBLIC_KEY_ID"))
                .apiV3Key(sandbox.variable("API_V3_KEY"))
                .build();
    }

    private RSAAutoCertificateConfig certificateConfig() {
        return new RSAAutoCertificateConfig.Builder()
                .merchantId(sandbox.variable("MCH_ID"))
                .privateKey(keys().get("merchantPrivateKey").asText())
                .merchantSerialNumber(sandbox.variable("SERIAL"))
                .apiV3Key(sandbox.variable("API_V3_KEY"))
                .httpClientBuilder(
                        new DefaultHttpClientBuilder().okHttpClient(toSandbox("/wechatpay")))
                .build();
    }

    private JsonNode keys() {
        try {
            return SandboxUnderTest.json(sandbox.control("GET", "keys", ""));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HttpClient http(Config config, String prefix) {
        return new DefaultHttpClientBuilder()
                .config(config)
                .okHttpClient(toSandbox(prefix))
                .build();
    }

    /** Whatever host the SDK calls, this one answers; path and query stay as they were signed. */
    private OkHttpClient toSandbox(String prefix) {
        return new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .addInterceptor(
                        chain -> {
                            var url = chain.request().url();
                            return chain.proceed(
                                    chain.request()
                                            .newBuilder()
                                            .url(
                                                    url.newBuilder()
                                                            .scheme("http")
                                                            .host("localhost")
                                                            .port(sandbox.port())
                                                            .encodedPath(prefix + url.encodedPath())
                                                            .build())
                                            .build());
                        })
                .build();
    }

    private static <T> T parse(NotificationConfig config, TestShop.Heard heard, Class<T> type) {
        return new NotificationParser(config)
                .parse(
                        new RequestParam.Builder()
                                .serialNumber(heard.header(Stamp.SERIAL))
                                .nonce(heard.header(Stamp.NONCE))
                                .timestamp(heard.header(Stamp.TIMESTAMP))
                                .signature(heard.header(Stamp.SIGNATURE))
                                .signType(heard.header(Stamp.TYPE))
                                .body(heard.body())
                                .build(),
                        type);
    }
}
