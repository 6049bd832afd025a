package io.cashbell.payment.gateway.wechatpay;

import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Money;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.gateway.NoStatementException;
import io.cashbell.payment.gateway.RefundLine;
import io.cashbell.payment.gateway.RefundLine.Outcome;
import io.cashbell.payment.gateway.StatementLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The trade bill of a day, type ALL: a heading, a row for each payment and each refund of the day,
 * a second heading, the sums. Each value follows a backtick; amounts are yuan.
 *
 * <p>Source: merchant document "交易账单详细说明" (2024-12). Columns are found by their headings. What is
 * not as expected is never skipped, and the sums must be those of the rows: a row too few would
 * look like money that is missing.
 */
final class WechatpayBill {

    private static final String TIME = "交易时间";
    private static final String APP = "公众账号ID";
    private static final String MERCHANT = "商户号";
    private static final String REFERENCE = "微信订单号";
    private static final String NUMBER = "商户订单号";
    private static final String TYPE = "交易类型";
    private static final String STATE = "交易状态";
    private static final String CURRENCY = "货币种类";
    private static final String DESCRIPTION = "商品名称";
    private static final String ATTACHED = "商户数据包";
    private static final String AMOUNT = "订单金额";
    private static final String REFUND_NUMBER = "商户退款单号";
    private static final String REFUND_STATE = "退款状态";
    private static final String REFUND_AMOUNT = "申请退款金额";
    private static final String COUNT = "总交易单数";
    private static final String AMOUNT_SUM = "订单总金额";
    private static final String REFUND_SUM = "申请退款总金额";

    private static final List<String> COLUMNS =
            List.of(
                    APP,
                    MERCHANT,
                    REFERENCE,
                    NUMBER,
                    TYPE,
                    STATE,
                    CURRENCY,
                    REFUND_NUMBER,
                    REFUND_STATE,
                    DESCRIPTION,
                    ATTACHED,
                    AMOUNT,
                    REFUND_AMOUNT);
    private static final List<String> SUMS = List.of(COUNT, AMOUNT_SUM, REFUND_SUM);

    private static final Map<String, PaymentMethod> METHODS =
            Map.of(
                    "JSAPI", PaymentMethod.WECHATPAY_JSAPI,
                    "NATIVE", PaymentMethod.WECHATPAY_NATIVE);

    private static final String PAID = "SUCCESS";
    private static final String GIVEN_BACK = "REFUND";

    private static final char MARK = '`';
    private static final String BETWEEN = "," + MARK;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String YUAN = "CNY";

    /** No row of WeChat Pay's comes near this. */
    private static final int LONGEST_LINE = 20_000;

    private final String mchId;
    private final String appId;
    private final Consumer<StatementLine> lines;
    private final Consumer<RefundLine> refundLines;
    private Map<String, Integer> columns = Map.of();
    private long count;
    private long amounts;
    private long refunds;

    /**
     * @param appId what another app of the same merchant took is added up, and is not ours
     */
    WechatpayBill(
            String mchId,
            String appId,
            Consumer<StatementLine> lines,
            Consumer<RefundLine> refundLines) {
        this.refundLines = refundLines;
        this.mchId = mchId;
        this.appId = appId;
        this.lines = lines;
    }

    /**
     * @throws IOException also for a bill that has no sums, as it breaks off
     * @throws NoStatementException for what is no such bill
     */
    void read(BufferedReader text) throws IOException, NoStatementException {
        String heading = line(text);
        if (heading == null) {
            throw new NoStatementException("empty");
        }
        columns = columns(heading, TIME, COLUMNS);
        String next = line(text);
        while (next != null && next.charAt(0) == MARK) {
            row(cells(next));
            next = line(text);
        }
        if (next == null) {
            throw new IOException("the bill has no sums");
        }
        Map<String, Integer> sums = columns(next, COUNT, SUMS);
        String figures = line(text);
        if (figures == null || line(text) != null) {
            throw new NoStatementException("not-a-statement");
        }
        compare(sums, cells(figures));
    }

    private static Map<String, Integer> columns(String heading, String first, List<String> names)
            throws NoStatementException {
        List<String> all = List.of(heading.split(",", -1));
        if (!all.getFirst().equals(first)) {
            throw new NoStatementException("not-a-statement");
        }
        Map<String, Integer> columns = new HashMap<>();
        for (String name : names) {
            int at = all.indexOf(name);
            if (at < 0 || at != all.lastIndexOf(name)) {
                throw new NoStatementException("not-a-statement");
            }
            columns.put(name, at);
        }
        columns.put("", all.size());
        return columns;
    }

    private static int at(Map<String, Integer> columns, String name) {
        Integer at = columns.get(name);
        if (at == null) {
            throw new IllegalStateException("no such column was looked for");
        }
        return at;
    }

    /** The description is the one text of the buyers' side; it may hold what parts two values. */
    private String cell(List<String> cells, String name) {
        int at = at(columns, name);
        return cells.get(at <= at(columns, DESCRIPTION) ? at : at + cells.size() - at(columns, ""));
    }

    private void row(List<String> cells) throws NoStatementException {
        if (cells.size() < at(columns, "") || !cell(cells, CURRENCY).equals(YUAN)) {
            throw new NoStatementException("broken-line");
        }
        if (!cell(cells, MERCHANT).equals(mchId)) {
            throw new NoStatementException("another-merchant");
        }
        Money amount = yuan(cell(cells, AMOUNT));
        Money refund = yuan(cell(cells, REFUND_AMOUNT));
        count++;
        amounts = Math.addExact(amounts, amount.minorUnits());
        refunds = Math.addExact(refunds, refund.minorUnits());
        String state = cell(cells, STATE);
        if (!cell(cells, APP).equals(appId)) {
            return;
        }
        if (state.equals(GIVEN_BACK)) {
            String standing = cell(cells, REFUND_STATE);
            refundLines.accept(
                    new RefundLine(
                            cell(cells, NUMBER),
                            order(cells),
                            cell(cells, REFUND_NUMBER),
                            refund,
                            outcome(standing),
                            standing));
        } else {
            lines.accept(payment(cells, amount, state));
        }
    }

    /** "FAIL" is a word of the bills, "CLOSED" one of the calls. */
    private static Outcome outcome(String standing) {
        return switch (standing) {
            case PAID -> Outcome.BACK;
            case "CLOSED", "FAIL" -> Outcome.UNDONE;
            default -> Outcome.OPEN;
        };
    }

    private @Nullable OrderId order(List<String> cells) {
        String order = cell(cells, ATTACHED);
        return OrderId.isOrderId(order) ? new OrderId(order) : null;
    }

    private StatementLine payment(List<String> cells, Money amount, String state) {
        return new StatementLine(
                cell(cells, NUMBER),
                reference(cell(cells, REFERENCE)),
                METHODS.get(cell(cells, TYPE)),
                amount,
                state.equals(PAID),
                state,
                order(cells));
    }

    private static @Nullable GatewayReference reference(String transactionId) {
        try {
            return new GatewayReference(transactionId);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private void compare(Map<String, Integer> sums, List<String> figures)
            throws NoStatementException {
        if (figures.size() != at(sums, "")
                || !figures.get(at(sums, COUNT)).equals(Long.toString(count))
                || yuan(figures.get(at(sums, AMOUNT_SUM))).minorUnits() != amounts
                || yuan(figures.get(at(sums, REFUND_SUM))).minorUnits() != refunds) {
            throw new NoStatementException("does-not-add-up");
        }
    }

    private static List<String> cells(String line) throws NoStatementException {
        if (line.charAt(0) != MARK) {
            throw new NoStatementException("broken-line");
        }
        List<String> cells = new ArrayList<>();
        int from = 1;
        for (int to = line.indexOf(BETWEEN); to >= 0; to = line.indexOf(BETWEEN, from)) {
            cells.add(line.substring(from, to));
            from = to + BETWEEN.length();
        }
        cells.add(line.substring(from));
        return cells;
    }

    private static Money yuan(String text) throws NoStatementException {
        try {
            return Money.of(text, YUAN);
        } catch (IllegalArgumentException unreadable) {
            throw new NoStatementException("broken-line", unreadable);
        }
    }

    /** The next line that is not empty; null at the end. */
    private static @Nullable String line(BufferedReader text) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = text.read(); next >= 0; next = text.read()) {
            if (next == '\n' || next == '\r') {
                if (!line.isEmpty()) {
                    break;
                }
            } else if (line.length() < LONGEST_LINE) {
                line.append((char) next);
            } else {
                throw new IOException("a line is longer than any of WeChat Pay's");
            }
        }
        if (line.indexOf(BYTE_ORDER_MARK) == 0) {
            line.deleteCharAt(0);
        }
        return line.isEmpty() ? null : line.toString();
    }
}
