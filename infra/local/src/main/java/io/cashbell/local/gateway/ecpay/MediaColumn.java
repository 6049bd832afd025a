package io.cashbell.local.gateway.ecpay;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A column of the file that TradeNoAio answers.
 *
 * @param heading as the first line has it
 * @param value of one trade, as it stands between the commas
 */
record MediaColumn(String heading, Function<Row, String> value) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /**
     * What a line is made of.
     *
     * @param card null unless it was paid by card
     */
    record Row(Trade trade, @Nullable CardState card) {
        private String ordered(String field) {
            return trade.order().text(field);
        }

        private long amount() {
            var payment = trade.payment();
            return payment == null ? trade.order().amount() : payment.amount();
        }

        private long fee() {
            var payment = trade.payment();
            return payment == null ? 0 : payment.choice().method().fee(payment.amount());
        }

        private long refunded() {
            return card == null ? 0 : card.refunded();
        }
    }

    /** MediaFormated=1. */
    static final List<MediaColumn> NEW =
            List.of(
                    text("訂單日期", row -> date(row.trade().createdAt())),
                    text("廠商訂單編號", row -> row.trade().key().merchantTradeNo()),
                    text("綠界訂單編號", row -> row.trade().tradeNo()),
                    text("店鋪代號", row -> row.ordered("StoreID")),
                    text("MID", row -> row.trade().key().merchantId()),
                    text("平台名稱", row -> row.ordered("PlatformID")),
                    text("付款方式", MediaColumn::method),
                    text("費率(每筆)", _ -> ""),
                    text("信用卡授權單號", row -> row.card() == null ? "" : "" + row.trade().gwsr()),
                    text("信用卡卡號末4碼", row -> row.card() == null ? "" : "2222"),
                    text("超商資訊/ATM虛擬帳號", MediaColumn::number),
                    text("付款狀態", MediaColumn::status),
                    number("交易金額", Row::amount),
                    text("退款日期", MediaColumn::refundedOn),
                    number("退款金額", Row::refunded),
                    number("交易手續費", Row::fee),
                    number("平台手續費", _ -> 0L),
                    number("應收款項(淨額)", row -> net(row)),
                    text("撥款狀態", _ -> "未撥款"),
                    text("備註", row -> row.ordered("Remark")),
                    text("廠商備註", row -> row.ordered("CustomField1")),
                    text("商品名稱", row -> row.ordered("ItemName")),
                    text("交易描述", row -> row.ordered("TradeDesc")),
                    text("付款人姓名", _ -> ""),
                    text("付款人手機", _ -> ""),
                    text("付款人Email", _ -> ""),
                    text("收件人姓名", _ -> ""),
                    text("收件人手機", _ -> ""),
                    text("收件人地址", _ -> ""),
                    text("收件人Email", _ -> ""),
                    text("統一編號", _ -> ""),
                    number("交易處理費", _ -> 0L));

    /** MediaFormated=0: the predecessor's, with ECPay's name in it. */
    static final List<MediaColumn> OLD =
            List.of(
                    plain("交易日期", row -> date(row.trade().createdAt())),
                    plain("綠界交易序號", row -> row.trade().tradeNo()),
                    plain("特店訂單編號", row -> row.trade().key().merchantTradeNo()),
                    plain("ATM條碼", MediaColumn::number),
                    plain("交易金額", row -> String.valueOf(row.amount())),
                    plain("付款方式", MediaColumn::method),
                    plain("付款結果", row -> row.trade().payment() == null ? "未付款" : "已付款"),
                    plain("付款日期", MediaColumn::paidOn),
                    plain("款項來源(銀行/超商)", _ -> ""),
                    plain("通路費", _ -> "0"),
                    plain("交易服務費率(%數 / $筆)", _ -> ""),
                    plain("交易服務費金額", row -> String.valueOf(row.fee())),
                    plain("應收款項(淨額)", row -> String.valueOf(net(row))),
                    plain("撥款狀態", _ -> "未撥款"),
                    plain("撥款日期", _ -> ""),
                    plain("備註", row -> row.ordered("Remark")));

    static String heading(List<MediaColumn> columns) {
        return columns.stream().map(MediaColumn::heading).collect(Collectors.joining(","));
    }

    static void append(StringBuilder file, List<MediaColumn> columns, Row row) {
        var separator = "";
        for (var column : columns) {
            file.append(separator).append(column.value().apply(row));
            separator = ",";
        }
    }

    private static MediaColumn text(String heading, Function<Row, String> value) {
        return new MediaColumn(cell(heading), row -> cell(value.apply(row)));
    }

    private static MediaColumn number(String heading, Function<Row, Long> value) {
        return new MediaColumn(cell(heading), row -> "=" + value.apply(row));
    }

    private static MediaColumn plain(String heading, Function<Row, String> value) {
        return new MediaColumn(heading, value.andThen(text -> text.replace(',', ' ')));
    }

    /** So that a spreadsheet takes it for a text, whatever it looks like. */
    private static String cell(String text) {
        return "=\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static long net(Row row) {
        return row.trade().payment() == null ? 0 : row.amount() - row.refunded() - row.fee();
    }

    private static String method(Row row) {
        var choice = row.trade().choice();
        if (choice == null) {
            return row.ordered("ChoosePayment");
        }
        return switch (choice.method()) {
            case CREDIT -> "信用卡";
            case WEBATM -> "網路ATM";
            case ATM -> "ATM櫃員機";
            case CVS -> "超商代碼";
            case BARCODE -> "超商條碼";
            case TWQR -> "歐付寶TWQR";
            case APPLEPAY -> "Apple Pay";
            case BNPL -> "無卡分期";
        };
    }

    private static String number(Row row) {
        var issued = row.trade().numbers();
        return issued == null
                ? ""
                : issued.numbers()
                        .getOrDefault("vAccount", issued.numbers().getOrDefault("PaymentNo", ""));
    }

    private static String status(Row row) {
        return switch (row.trade().status()) {
            case CREATED, ISSUED -> "未付款";
            case PAID -> paidOn(row) + " 已付款";
            case FAILED -> "訂單失敗";
        };
    }

    private static String paidOn(Row row) {
        var payment = row.trade().payment();
        return payment == null ? "" : date(payment.at());
    }

    private static String refundedOn(Row row) {
        var refunds = CardState.refunds(row.trade());
        return refunds.isEmpty() ? "" : date(refunds.getLast().at());
    }

    private static String date(Instant at) {
        return DATE.format(at.atZone(Trade.TAIWAN));
    }
}
