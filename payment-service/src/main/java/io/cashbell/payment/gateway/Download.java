package io.cashbell.payment.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** One long answer, read within a time and a size. */
final class Download {

    private Download() {}

    static <T> T read(
            HttpClient http,
            HttpRequest request,
            Duration limit,
            long mostBytes,
            DownloadReader<T> reader)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        HttpRequest timed =
                HttpRequest.newBuilder(request, (name, value) -> true).timeout(limit).build();
        HttpResponse<InputStream> response =
                http.send(timed, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            // Whoever waits for bytes that never come is woken by the end of the stream.
            Thread watch = Thread.ofVirtual().start(() -> closeAt(body, until - System.nanoTime()));
            try {
                return reader.read(
                        response.statusCode(),
                        response.headers().firstValue("Content-Type").orElse(""),
                        new LimitedInput(body, mostBytes));
            } catch (IOException broken) {
                if (System.nanoTime() >= until) {
                    HttpTimeoutException late = new HttpTimeoutException("download took too long");
                    late.initCause(broken);
                    throw late;
                }
                throw broken;
            } finally {
                watch.interrupt();
            }
        }
    }

    private static void closeAt(InputStream body, long nanos) {
        try {
            Thread.sleep(Duration.ofNanos(Math.max(0, nanos)));
            body.close();
        } catch (InterruptedException readInTime) {
            Thread.currentThread().interrupt();
        } catch (IOException closedAlready) {
            // Then nobody waits for it.
        }
    }
}
