package io.cashbell.order.admin;

import io.cashbell.order.Order;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Orders as a file, made while it is read: one page is in memory at a time. Where a page cannot be
 * read the file breaks off, and whoever takes it sees that it did.
 */
final class ExportStream extends InputStream {
    /** How orders are written one after the other. */
    interface Format {
        String head();

        /**
         * @param first whether nothing but the head stands before it
         */
        String order(Order order, boolean first);

        String foot();
    }

    private final Format format;
    private final Function<Optional<String>, ListedOrders.Page> pages;
    private byte[] buffer;
    private int position;
    private Optional<String> next = Optional.empty();
    private boolean begun;
    private boolean last;

    ExportStream(Format format, Function<Optional<String>, ListedOrders.Page> pages) {
        this.format = format;
        this.pages = pages;
        this.buffer = format.head().getBytes(StandardCharsets.UTF_8);
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
            for (Order order : page.orders()) {
                lines.append(format.order(order, !begun));
                begun = true;
            }
            next = page.next();
            last = next.isEmpty();
            if (last) {
                lines.append(format.foot());
            }
            buffer = lines.toString().getBytes(StandardCharsets.UTF_8);
            position = 0;
        }
        return position < buffer.length;
    }
}
