package io.cashbell.local.gateway.wechatpay;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The trade bill of one day: a header, a row per payment of the day and per refund that was
 * accepted on it, a second header, the sums. Each value follows a backtick, amounts are yuan with
 * two decimals, fees with five. It says of a refund what was known when it was made, and never
 * changes.
 *
 * <p>Begins with a byte order mark and ends its lines by CR LF, as the files that merchants
 * download do.
 */
final class Bill {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String LINE_END = "\r\n";

    /** 0.60 % of a fen is this many hundred-thousandths of a yuan. */
    private static final int FEE_PER_FEN = 6;

    private static final String COLUMNS =
            "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类," + "应结订单金额,代金券金额,";
    private static final String REFUND_TIMES = "退款申请时间,退款成功时间,";
    private static final String REFUND_COLUMNS = "微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,";

    /** What is in it; as bill_type spells it. */
    enum Type {
        ALL(
                COLUMNS + REFUND_COLUMNS + "商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注",
                "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"),
        SUCCESS(COLUMNS + "商品名称,商户数据包,手续费,费率,订单金额,费率备注", "总交易单数,应结订单总金额,手续费总金额,订单总金额"),
        REFUND(
                COLUMNS + REFUND_TIMES + REFUND_COLUMNS + "商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注",
                "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额");

        private final String header;
        private final String sums;

        Type(String header, String sums) {
            this.header = header;
            this.sums = sums;
        }
    }

    private record Row(Instant at, String line, long paid, long refunded) {}

    private Bill() {}

    /**
     * Empty when nothing happened on that day.
     *
     * @param made when the bill was made: no later change is in it
     */
    static byte[] of(List<Trade> trades, LocalDate day, Type type, Instant made) {
        var rows = new ArrayList<Row>();
        for (var trade : trades) {
            var payment = trade.payment();
            if (payment == null) {
                continue;
            }
            if (type != Type.REFUND && Beijing.day(payment.at()).equals(day)) {
                rows.add(payment(trade, payment, type));
            }
            for (var refund : type == Type.SUCCESS ? List.<Refund>of() : trade.refunds()) {
                if (Beijing.day(refund.createdAt()).equals(day)) {
                    rows.add(refund(trade, payment, refund, type, made));
                }
            }
        }
        if (rows.isEmpty()) {
            return new byte[0];
        }
        rows.sort(Comparator.comparing(Row::at));
        var file = new StringBuilder("\uFEFF");
        file.append(type.header).append(LINE_END);
        rows.forEach(row -> file.append(row.line()).append(LINE_END));
        file.append(type.sums).append(LINE_END).append(sums(rows, type)).append(LINE_END);
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Row payment(Trade trade, Trade.Payment payment, Type type) {
        int fen = payment.total();
        var values = begin(trade, payment, payment.at(), "SUCCESS", fen);
        if (type == Type.ALL) {
            values.addAll(List.of("0", "0", yuan(0), yuan(0), "", ""));
        }
        values.addAll(end(trade, fee(fen), yuan(fen)));
        if (type == Type.ALL) {
            values.add(yuan(0));
        }
        values.add("");
        return new Row(payment.at(), line(values), fen, 0);
    }

    private static Row refund(
            Trade trade, Trade.Payment payment, Refund refund, Type type, Instant made) {
        int fen = refund.order().refund();
        var status = refund.statusAt(made);
        var values = begin(trade, payment, refund.createdAt(), "REFUND", 0);
        if (type == Type.REFUND) {
            var at = refund.settledAt();
            values.add(time(refund.createdAt()));
            values.add(status == Refund.Status.SUCCESS && at != null ? time(at) : "");
        }
        values.addAll(
                List.of(
                        refund.refundId(),
                        refund.outRefundNo(),
                        yuan(fen),
                        yuan(0),
                        "ORIGINAL",
                        status.name()));
        values.addAll(end(trade, "-" + fee(fen), yuan(0)));
        values.add(yuan(fen));
        values.add("");
        return new Row(refund.createdAt(), line(values), 0, fen);
    }

    private static List<String> begin(
            Trade trade, Trade.Payment payment, Instant at, String state, int settled) {
        var order = trade.order();
        return new ArrayList<>(
                List.of(
                        time(at),
                        order.text("/appid"),
                        order.text("/mchid"),
                        "0",
                        order.text("/scene_info/device_id"),
                        payment.transactionId(),
                        trade.outTradeNo(),
                        payment.openid(),
                        order.type().name(),
                        state,
                        "OTHERS",
                        Views.CURRENCY,
                        yuan(settled),
                        yuan(0)));
    }

    private static List<String> end(Trade trade, String fee, String total) {
        var order = trade.order();
        return List.of(order.description(), order.text("/attach"), fee, "0.60%", total);
    }

    private static String sums(List<Row> rows, Type type) {
        long paid = rows.stream().mapToLong(Row::paid).sum();
        long refunded = rows.stream().mapToLong(Row::refunded).sum();
        long fees = (paid - refunded) * FEE_PER_FEN;
        var fee = (fees < 0 ? "-" : "") + decimal(Math.abs(fees), 5);
        var count = String.valueOf(rows.size());
        return line(
                type == Type.SUCCESS
                        ? List.of(count, yuan(paid), fee, yuan(paid))
                        : List.of(
                                count,
                                yuan(paid),
                                yuan(refunded),
                                yuan(0),
                                fee,
                                yuan(paid),
                                yuan(refunded)));
    }

    private static String line(List<String> values) {
        return values.stream()
                .map(value -> "`" + value.replace('\r', ' ').replace('\n', ' '))
                .collect(Collectors.joining(","));
    }

    private static String time(Instant at) {
        return TIME.format(Beijing.of(at));
    }

    private static String fee(long fen) {
        return decimal(fen * FEE_PER_FEN, 5);
    }

    static String yuan(long fen) {
        return decimal(fen, 2);
    }

    /** Whole units of the last digit, never negative. */
    private static String decimal(long units, int digits) {
        var text = String.valueOf(units);
        if (text.length() <= digits) {
            text = "0".repeat(digits + 1 - text.length()) + text;
        }
        int point = text.length() - digits;
        return text.substring(0, point) + "." + text.substring(point);
    }
}
