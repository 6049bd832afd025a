package io.cashbell.payment.gateway;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with a failure and not silently: what is cut off must not look complete. */
public final class LimitedInput extends FilterInputStream {

    private long left;

    public LimitedInput(InputStream body, long mostBytes) {
        super(body);
        this.left = mostBytes;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new IOException("the answer is longer than anybody asked for");
        }
    }
}
