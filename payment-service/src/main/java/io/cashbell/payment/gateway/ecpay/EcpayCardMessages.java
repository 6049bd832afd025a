package io.cashbell.payment.gateway.ecpay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is said between us and ECPay about card payments, spelled as ECPay spells it. */
final class EcpayCardMessages {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EcpayCardMessages() {}

    /** What DoAction can do; page 16567. */
    enum Action {
        REFUND("R"),
        CANCEL_CAPTURE("E"),
        ABANDON("N");

        private final String letter;

        Action(String letter) {
            this.letter = letter;
        }

        String letter() {
            return letter;
        }
    }

    /**
     * {@code POST /CreditDetail/DoAction}.
     *
     * @param totalAmount whole dollars
     */
    record DoAction(
            String merchantId,
            String merchantTradeNo,
            String tradeNo,
            Action action,
            String totalAmount) {

        static final String PATH = "/CreditDetail/DoAction";

        /** Everything but the signature. */
        Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("MerchantID", merchantId);
            fields.put("MerchantTradeNo", merchantTradeNo);
            fields.put("TradeNo", tradeNo);
            fields.put("Action", action.letter());
            fields.put("TotalAmount", totalAmount);
            return fields;
        }
    }

    /** The answer of DoAction, which is not signed: it came through the line we called on. */
    record Done(String merchantTradeNo, String tradeNo, String rtnCode, String rtnMsg) {

        private static final Pattern TEXT = Pattern.compile("\\(([A-Za-z_]{1,60})");

        static Optional<Done> of(String text) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (String part : text.strip().split("&", -1)) {
                int equals = part.indexOf('=');
                if (equals < 1
                        || fields.put(part.substring(0, equals), part.substring(equals + 1))
                                != null) {
                    return Optional.empty();
                }
            }
            String code = fields.getOrDefault("RtnCode", "");
            return code.matches("-?\\d{1,12}")
                    ? Optional.of(
                            new Done(
                                    fields.getOrDefault("MerchantTradeNo", ""),
                                    fields.getOrDefault("TradeNo", ""),
                                    code,
                                    fields.getOrDefault("RtnMsg", "")))
                    : Optional.empty();
        }

        boolean isDone() {
            return rtnCode.equals("1");
        }

        /** {@code error_amount_R}, for a person to read; no decision hangs on it. */
        String refusal() {
            Matcher text = TEXT.matcher(rtnMsg);
            return text.find() ? text.group(1) : rtnCode;
        }
    }

    /**
     * {@code POST /CreditDetail/QueryTrade/V2}.
     *
     * @param creditRefundId the authorisation's number, {@code gwsr}
     * @param creditAmount what was authorised, whole dollars
     */
    record CardQuery(
            String merchantId, String creditRefundId, String creditAmount, String checkCode) {

        static final String PATH = "/CreditDetail/QueryTrade/V2";

        /** Everything but the signature. */
        Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("MerchantID", merchantId);
            fields.put("CreditRefundId", creditRefundId);
            fields.put("CreditAmount", creditAmount);
            fields.put("CreditCheckCode", checkCode);
            return fields;
        }

        @Override
        public String toString() {
            return "CardQuery[creditRefundId=" + creditRefundId + "]";
        }
    }

    /**
     * How a card payment stands. The shape is known at second hand: whether {@code clsamt} counts
     * refunds or {@code close_data} has a line for each, so both are compared.
     *
     * @param captured {@code clsamt}
     * @param lines the amounts of {@code close_data}
     */
    record CardStanding(Stage stage, long captured, List<Long> lines) {

        enum Stage {
            AUTHORISED,
            TO_BE_CAPTURED,
            CAPTURED,
            /** Given up: the buyer was never charged. */
            ABANDONED,
            /** In none of ECPay's documents. */
            UNDOCUMENTED;

            static Stage of(String status) {
                return switch (status.strip()) {
                    case "已授權" -> AUTHORISED;
                    case "要關帳" -> TO_BE_CAPTURED;
                    case "已關帳" -> CAPTURED;
                    case "已取消" -> ABANDONED;
                    default -> UNDOCUMENTED;
                };
            }
        }

        CardStanding {
            lines = List.copyOf(lines);
        }

        /** Empty for a refusal and for what cannot be read. */
        static Optional<CardStanding> of(String text, String creditRefundId) {
            try {
                JsonNode value = JSON.readTree(text).path("RtnValue");
                String status = value.path("status").asText("");
                if (status.isEmpty() || !value.path("TradeID").asText("").equals(creditRefundId)) {
                    return Optional.empty();
                }
                return Optional.of(
                        new CardStanding(
                                Stage.of(status),
                                number(value.path("clsamt")),
                                value.path("close_data")
                                        .valueStream()
                                        .map(line -> number(line.path("amount")))
                                        .toList()));
            } catch (JsonProcessingException | NumberFormatException unreadable) {
                return Optional.empty();
            }
        }

        private static long number(JsonNode value) {
            return Long.parseLong(value.asText(""));
        }

        /** How the money stands, to be compared with how it stands later. */
        String evidence() {
            return captured
                    + "/"
                    + lines.size()
                    + "/"
                    + lines.stream().mapToLong(Long::longValue).sum();
        }

        /** What a refund of {@code dollars} since {@code before} would have made of it. */
        boolean isAfterRefund(String before, long dollars) {
            String[] then = before.split("/", -1);
            boolean less = captured == Long.parseLong(then[0]) - dollars;
            boolean line =
                    lines.size() == Integer.parseInt(then[1]) + 1
                            && Math.abs(lines.getLast()) == dollars;
            return less || line;
        }
    }
}
