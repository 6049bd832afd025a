package io.cashbell.order.lookup;

import io.cashbell.order.Order;
import io.cashbell.order.OrderId;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One order's changes as {@code text/event-stream}, made while it is read: the server's virtual
 * thread that sends it waits in {@link #read}. It never goes back to an older state.
 */
final class OrderStream extends InputStream {
    private static final Logger log = LoggerFactory.getLogger(OrderStream.class);
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    /** Reads the order: strongly consistent on a nudge, else at half the price. */
    interface Look {
        Optional<Order> at(boolean consistent);
    }

    private final OrderId orderId;
    private final Look look;
    private final Function<Order, String> data;
    private final StreamConfig config;
    private final Consumer<OrderStream> onClose;
    private final Runnable nudge = this::wake;
    private final long end;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean nudged;
    private boolean closed;

    private byte[] chunk;
    private int position;
    private Order latest;
    private String lastData;
    private long lastSent = System.nanoTime();

    OrderStream(
            Order order,
            Look look,
            Function<Order, String> data,
            StreamConfig config,
            Consumer<OrderStream> onClose) {
        this.orderId = order.id();
        this.look = look;
        this.data = data;
        this.config = config;
        this.onClose = onClose;
        this.end = lastSent + config.life().toNanos();
        this.latest = order;
        this.lastData = data.apply(order);
        this.chunk = event(order.version(), lastData);
    }

    OrderId orderId() {
        return orderId;
    }

    /** To be run when the order has changed. */
    Runnable nudge() {
        return nudge;
    }

    @Override
    public int read() throws InterruptedIOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws InterruptedIOException {
        if (position == chunk.length && !fill()) {
            close();
            return -1;
        }
        int count = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return chunk.length - position;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
        onClose.accept(this);
    }

    /** Waits until there is something to say; false when there never will be. */
    private boolean fill() throws InterruptedIOException {
        while (!latest.isOver() && System.nanoTime() < end) {
            Wake wake = await();
            if (wake == Wake.CLOSED) {
                return false;
            }
            Optional<byte[]> news = news(wake == Wake.NUDGED);
            if (news.isPresent()) {
                return send(news.get());
            }
            if (System.nanoTime() - lastSent >= config.heartbeat().toNanos()) {
                return send(HEARTBEAT);
            }
        }
        return false;
    }

    private boolean send(byte[] next) {
        chunk = next;
        position = 0;
        lastSent = System.nanoTime();
        return true;
    }

    private Optional<byte[]> news(boolean consistent) {
        Order seen;
        try {
            seen = look.at(consistent).orElse(latest);
        } catch (RuntimeException e) {
            // The table will answer again; until then there is no news.
            log.atWarn().addKeyValue("orderId", orderId).setCause(e).log("An order was not read");
            return Optional.empty();
        }
        if (seen.version() < latest.version()) {
            return Optional.empty();
        }
        latest = seen;
        String next = data.apply(seen);
        if (next.equals(lastData)) {
            return Optional.empty();
        }
        lastData = next;
        return Optional.of(event(seen.version(), next));
    }

    private Wake await() throws InterruptedIOException {
        lock.lock();
        try {
            long left = config.look().toNanos();
            while (!nudged && !closed && left > 0) {
                left = woken.awaitNanos(left);
            }
            Wake wake = closed ? Wake.CLOSED : nudged ? Wake.NUDGED : Wake.TIME;
            nudged = false;
            return wake;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            nudged = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** JSON has no line ends in it, so that one data line is enough. */
    private static byte[] event(long version, String data) {
        return ("event: order\nid: " + version + "\ndata: " + data + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private enum Wake {
        NUDGED,
        TIME,
        CLOSED
    }
}
