package io.cashbell.payment.gateway.wechatpay;

import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.BusinessDay;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.GatewayNotice;
import io.cashbell.payment.gateway.LimitedInput;
import io.cashbell.payment.gateway.NoAnswerException;
import io.cashbell.payment.gateway.NoStatementException;
import io.cashbell.payment.gateway.RefundLine;
import io.cashbell.payment.gateway.Statement;
import io.cashbell.payment.gateway.StatementLine;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Given;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Other;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * WeChat Pay's bill of a day: where it is and what its hash is says a signed answer, so that the
 * file, which is not signed, can be told from another.
 */
@Singleton
@Requires(bean = WechatpayConfig.class)
class WechatpayStatement implements Statement {

    private static final int OK = 200;
    private static final int TOO_OFTEN = 429;
    private static final int BUFFER = 1 << 16;

    /** Nothing was paid and nothing given back. */
    private static final String NOTHING = "NO_STATEMENT_EXIST";

    private static final String TOO_EARLY = "STATEMENT_CREATING";

    private final WechatpayConfig config;
    private final WechatpayBillConfig bills;
    private final WechatpayClient client;
    private final WechatpayOrders orders;

    WechatpayStatement(
            WechatpayConfig config,
            WechatpayBillConfig bills,
            WechatpayClient client,
            WechatpayOrders orders) {
        this.config = config;
        this.bills = bills;
        this.client = client;
        this.orders = orders;
    }

    @Override
    public GatewayName gateway() {
        return GatewayName.WECHATPAY;
    }

    @Override
    public void read(BusinessDay day, Consumer<StatementLine> lines, Consumer<RefundLine> refunds)
            throws NoStatementException {
        WechatpayBill bill = new WechatpayBill(config.mchId(), config.appId(), lines, refunds);
        try {
            switch (client.bill(day.date(), bills.gzip())) {
                case Given<WechatpayBillAddress>(var address) -> download(address, bill);
                case Other<WechatpayBillAddress>(var status, var code) -> refused(status, code);
            }
        } catch (NoAnswerException none) {
            throw new NoStatementException("no-answer", none);
        }
    }

    /** Nobody signed that nothing was paid; what our books have is asked about one by one then. */
    private static void refused(int status, String code) throws NoStatementException {
        if (code.equals(NOTHING)) {
            return;
        }
        throw new NoStatementException(
                code.equals(TOO_EARLY)
                        ? "not-ready"
                        : status == TOO_OFTEN ? "too-often" : status == OK ? code : "not-answered");
    }

    private void download(WechatpayBillAddress address, WechatpayBill bill)
            throws NoAnswerException, NoStatementException {
        Optional<NoStatementException> unreadable =
                client.downloadBill(
                        address.target(),
                        bills.timeout(),
                        bills.mostBytes(),
                        (status, _, body) -> read(bill, address, status, body));
        if (unreadable.isPresent()) {
            throw unreadable.get();
        }
    }

    private Optional<NoStatementException> read(
            WechatpayBill bill, WechatpayBillAddress address, int status, InputStream body)
            throws IOException {
        if (status != OK) {
            return Optional.of(
                    new NoStatementException(status == TOO_OFTEN ? "too-often" : "not-answered"));
        }
        InputStream unpacked = bills.gzip() ? new GZIPInputStream(body, BUFFER) : body;
        DigestInputStream hashed =
                new DigestInputStream(new LimitedInput(unpacked, bills.mostBytes()), sha1());
        try {
            bill.read(
                    new BufferedReader(
                            new InputStreamReader(hashed, StandardCharsets.UTF_8), BUFFER));
        } catch (NoStatementException notAsExpected) {
            return Optional.of(notAsExpected);
        }
        String hash = HexFormat.of().formatHex(hashed.getMessageDigest().digest());
        return hash.equals(address.sha1())
                ? Optional.empty()
                : Optional.of(new NoStatementException("another-hash"));
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-1", missing);
        }
    }

    @Override
    public Optional<GatewayNotice> confirm(String attempt, @Nullable OrderId orderId) {
        return AttemptNumber.isAttemptNumber(attempt)
                ? orders.find(new AttemptNumber(attempt))
                : Optional.empty();
    }
}
