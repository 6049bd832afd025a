package io.cashbell.payment.gateway.ecpay;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ECPay's kind of comma-separated lines, read one by one. A cell is {@code ="text"}, so that a
 * spreadsheet keeps leading zeros, {@code =12}, {@code "text"}, or plain; a quote inside quotes is
 * doubled, and between quotes a line may end.
 */
final class EcpayCsv {

    /** No cell of ECPay's comes near this; ItemName is the longest, of 400 characters. */
    private static final int LONGEST_CELL = 10_000;

    private static final int MOST_CELLS = 200;
    private static final int END = -1;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final Reader text;
    private int ahead = END;
    private boolean hasAhead;
    private boolean begun;

    /**
     * @param text buffered
     */
    EcpayCsv(Reader text) {
        this.text = text;
    }

    /**
     * The cells of the next line; null after the last.
     *
     * @throws IOException also for a line without an end, as the file breaks off
     */
    @Nullable List<String> next() throws IOException {
        if (!begun) {
            begun = true;
            if (peek() == BYTE_ORDER_MARK) {
                take();
            }
        }
        if (peek() == END) {
            return null;
        }
        List<String> cells = new ArrayList<>();
        while (true) {
            cells.add(cell());
            if (cells.size() > MOST_CELLS) {
                throw new IOException("a line has more cells than any of ECPay's");
            }
            int end = take();
            if (end == ',') {
                continue;
            }
            if (end == '\r' && peek() == '\n') {
                take();
                return cells;
            }
            if (end == '\n') {
                return cells;
            }
            throw new IOException("the last line has no end");
        }
    }

    private String cell() throws IOException {
        if (peek() == '=') {
            take();
        }
        if (peek() == '"') {
            take();
            return quoted();
        }
        StringBuilder cell = new StringBuilder();
        while (peek() != ',' && peek() != '\r' && peek() != '\n' && peek() != END) {
            append(cell, take());
        }
        return cell.toString();
    }

    private String quoted() throws IOException {
        StringBuilder cell = new StringBuilder();
        while (true) {
            int next = take();
            if (next == END) {
                throw new IOException("a quoted cell has no end");
            }
            if (next != '"') {
                append(cell, next);
            } else if (peek() == '"') {
                append(cell, take());
            } else {
                return cell.toString();
            }
        }
    }

    private static void append(StringBuilder cell, int next) throws IOException {
        if (cell.length() >= LONGEST_CELL) {
            throw new IOException("a cell is longer than any of ECPay's");
        }
        cell.append((char) next);
    }

    private int peek() throws IOException {
        if (!hasAhead) {
            ahead = text.read();
            hasAhead = true;
        }
        return ahead;
    }

    private int take() throws IOException {
        int next = peek();
        hasAhead = false;
        return next;
    }
}
