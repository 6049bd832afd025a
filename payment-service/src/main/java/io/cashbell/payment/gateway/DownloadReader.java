package io.cashbell.payment.gateway;

import java.io.IOException;
import java.io.InputStream;

/** Reads a long answer as it comes; closing it is the line's business. */
@FunctionalInterface
public interface DownloadReader<T> {

    /**
     * @param contentType as the gateway sent it; empty text for none
     * @throws IOException if the answer breaks off or cannot be read
     */
    T read(int status, String contentType, InputStream body) throws IOException;
}
