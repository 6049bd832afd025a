package io.cashbell.payment.gateway.ecpay;

import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Money;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.gateway.NoStatementException;
import io.cashbell.payment.gateway.RefundLine;
import io.cashbell.payment.gateway.RefundLine.Outcome;
import io.cashbell.payment.gateway.StatementLine;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The file of PaymentMedia/TradeNoAio with MediaFormated 1: a heading, then a line for each trade.
 *
 * <p>No document that we have lists its columns; these are read by public shops in production.
 * Columns are found by their headings, wherever they stand. What is not as expected is never
 * skipped: a line too few would look like money that is missing.
 */
final class EcpayMedia {

    private static final String NUMBER = "廠商訂單編號";
    private static final String REFERENCE = "綠界訂單編號";
    private static final String MERCHANT = "MID";
    private static final String METHOD = "付款方式";
    private static final String STANDING = "付款狀態";
    private static final String AMOUNT = "交易金額";

    /** Of cards alone, and not in every version of the file. */
    private static final String GIVEN_BACK = "退款金額";

    private static final String PAID = "已付款";

    private static final Map<String, PaymentMethod> METHODS =
            Map.of(
                    "Apple Pay", PaymentMethod.ECPAY_APPLEPAY,
                    "歐付寶TWQR", PaymentMethod.ECPAY_TWQR,
                    "無卡分期", PaymentMethod.ECPAY_BNPL,
                    "信用卡", PaymentMethod.ECPAY_CREDIT,
                    "網路ATM", PaymentMethod.ECPAY_WEBATM,
                    "ATM櫃員機", PaymentMethod.ECPAY_ATM,
                    "ATM", PaymentMethod.ECPAY_ATM,
                    "超商代碼", PaymentMethod.ECPAY_CVS,
                    "超商條碼", PaymentMethod.ECPAY_BARCODE);

    private final String merchantId;
    private final Consumer<StatementLine> lines;
    private final Consumer<RefundLine> refunds;

    EcpayMedia(String merchantId, Consumer<StatementLine> lines, Consumer<RefundLine> refunds) {
        this.merchantId = merchantId;
        this.lines = lines;
        this.refunds = refunds;
    }

    /**
     * @throws NoStatementException for an answer that is no such file, such as {@code 10200073|…}
     */
    void read(Reader text) throws IOException, NoStatementException {
        EcpayCsv csv = new EcpayCsv(text);
        Columns columns = columns(csv.next());
        List<String> cells = csv.next();
        while (cells != null) {
            if (!isBlank(cells)) {
                line(columns, cells);
            }
            cells = csv.next();
        }
    }

    /**
     * Where each column stands.
     *
     * @param refund -1 where there is none
     */
    private record Columns(
            int number,
            int reference,
            int merchant,
            int method,
            int standing,
            int amount,
            int refund,
            int size) {}

    private static Columns columns(@Nullable List<String> heading) throws NoStatementException {
        if (heading == null) {
            throw new NoStatementException("empty");
        }
        return new Columns(
                column(heading, NUMBER),
                column(heading, REFERENCE),
                column(heading, MERCHANT),
                column(heading, METHOD),
                column(heading, STANDING),
                column(heading, AMOUNT),
                heading.contains(GIVEN_BACK) ? column(heading, GIVEN_BACK) : -1,
                heading.size());
    }

    private static int column(List<String> heading, String name) throws NoStatementException {
        int first = heading.indexOf(name);
        if (first < 0 || first != heading.lastIndexOf(name)) {
            throw new NoStatementException("not-a-statement");
        }
        return first;
    }

    private static boolean isBlank(List<String> cells) {
        return cells.size() == 1 && cells.getFirst().isBlank();
    }

    private void line(Columns columns, List<String> cells) throws NoStatementException {
        // Whoever writes a comma into a name that is not quoted moves the columns after it.
        if (cells.size() != columns.size()) {
            throw new NoStatementException("broken-line");
        }
        if (!cells.get(columns.merchant()).equals(merchantId)) {
            throw new NoStatementException("another-merchant");
        }
        String number = cells.get(columns.number());
        String standing = cells.get(columns.standing());
        lines.accept(
                new StatementLine(
                        number,
                        reference(cells.get(columns.reference())),
                        METHODS.get(cells.get(columns.method())),
                        amount(cells.get(columns.amount())),
                        standing.contains(PAID),
                        standing,
                        null));
        String refund = columns.refund() < 0 ? "" : cells.get(columns.refund()).strip();
        if (!refund.isEmpty() && amount(refund).minorUnits() > 0) {
            refunds.accept(
                    new RefundLine(number, null, null, amount(refund), Outcome.BACK, standing));
        }
    }

    private static @Nullable GatewayReference reference(String tradeNo) {
        try {
            return new GatewayReference(tradeNo);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    /** Whole dollars. */
    private static Money amount(String dollars) throws NoStatementException {
        try {
            return Money.of(dollars, "TWD");
        } catch (IllegalArgumentException unreadable) {
            throw new NoStatementException("broken-line", unreadable);
        }
    }
}
