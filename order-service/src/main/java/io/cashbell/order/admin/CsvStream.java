package io.cashbell.order.admin;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Orders as CSV, made while it is read: one page is in memory at a time. */
final class CsvStream extends InputStream {
    private final Function<Optional<String>, ListedOrders.Page> pages;
    private byte[] buffer =
            (OrderCsv.BYTE_ORDER_MARK + OrderCsv.HEAD).getBytes(StandardCharsets.UTF_8);
    private int position;
    private Optional<String> next = Optional.empty();
    private boolean last;

    CsvStream(Function<Optional<String>, ListedOrders.Page> pages) {
        this.pages = pages;
    }

    @Override
    public int read() {
        return fill() ? buffer[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, buffer.length - position);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        return count;
    }

    /** What can be read without asking for another page. */
    @Override
    public int available() {
        return buffer.length - position;
    }

    /** A page may be empty and not the last. */
    private boolean fill() {
        while (position == buffer.length && !last) {
            ListedOrders.Page page = pages.apply(next);
            StringBuilder lines = new StringBuilder();
            page.orders().forEach(order -> lines.append(OrderCsv.line(order)));
            buffer = lines.toString().getBytes(StandardCharsets.UTF_8);
            position = 0;
            next = page.next();
            last = next.isEmpty();
        }
        return position < buffer.length;
    }
}
