package io.cashbell.order.admin;

import io.cashbell.order.Order;
import io.cashbell.order.Receipt;
import io.cashbell.order.Shipment;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order as a line of CSV (RFC 4180), every field quoted. What a spreadsheet would take for a
 * formula gets an apostrophe in front, so that nothing a buyer typed is ever calculated (OWASP, CSV
 * Injection).
 */
final class OrderCsv {
    /** Without it Excel takes Chinese for something else. */
    static final String BYTE_ORDER_MARK = "\uFEFF";

    static final String HEAD =
            fields(
                    List.of(
                            "orderId",
                            "createdAt",
                            "status",
                            "paymentMethod",
                            "paymentStatus",
                            "currency",
                            "total",
                            "kept",
                            "paidAt",
                            "gatewayTradeNo",
                            "buyerName",
                            "phone",
                            "email",
                            "recipient",
                            "line1",
                            "city",
                            "postalCode",
                            "country",
                            "carrier",
                            "trackingNumber",
                            "shippedAt",
                            "items"));

    /** A head, then a line for each order. */
    static final ExportStream.Format FORMAT =
            new ExportStream.Format() {
                @Override
                public String head() {
                    return BYTE_ORDER_MARK + HEAD;
                }

                @Override
                public String order(Order order, boolean first) {
                    return line(order);
                }

                @Override
                public String foot() {
                    return "";
                }
            };

    /** What begins a formula somewhere, also in its full-width form. */
    private static final String DANGEROUS = "=+-@\t\r\n|%＝＋－＠";

    private OrderCsv() {}

    static String line(Order order) {
        Receipt receipt = order.state().receipt();
        Shipment shipment = order.state().shipment();
        return fields(
                Stream.of(
                                order.id(),
                                order.placedAt(),
                                order.state().status().text(),
                                order.paidBy().code(),
                                order.state().payment().text(),
                                order.total().currency(),
                                order.total().decimal(),
                                receipt == null ? "" : receipt.refunds().kept().decimal(),
                                receipt == null ? "" : receipt.paidAt(),
                                receipt == null ? "" : text(receipt.gatewayTradeNo()),
                                order.buyer().name(),
                                order.buyer().phone().value(),
                                order.buyer().email().value(),
                                order.shipTo().recipient(),
                                order.shipTo().line1(),
                                order.shipTo().city(),
                                order.shipTo().postalCode(),
                                order.shipTo().country(),
                                shipment == null ? "" : shipment.carrier(),
                                shipment == null ? "" : shipment.trackingNumber(),
                                shipment == null ? "" : shipment.at(),
                                order.lines().stream()
                                        .map(line -> line.quantity() + " × " + line.name())
                                        .collect(Collectors.joining("; ")))
                        .map(Object::toString)
                        .toList());
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static String fields(List<String> values) {
        return values.stream().map(OrderCsv::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    static String field(String value) {
        String inert =
                !value.isEmpty() && DANGEROUS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return '"' + inert.replace("\"", "\"\"") + '"';
    }
}
