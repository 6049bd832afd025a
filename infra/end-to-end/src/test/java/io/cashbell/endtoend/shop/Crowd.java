package io.cashbell.endtoend.shop;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Many who do the same, so many at a time. */
public final class Crowd {
    private Crowd() {}

    /**
     * Returns when all are done, their results in the order of {@code each}; fails as the first
     * that failed.
     */
    public static <T, R> List<R> of(int atOnce, List<T> each, Function<T, R> deed) {
        var places = new Semaphore(atOnce);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun =
                    each.stream()
                            .map(
                                    one ->
                                            threads.submit(
                                                    (Callable<R>)
                                                            () -> {
                                                                places.acquire();
                                                                try {
                                                                    return deed.apply(one);
                                                                } finally {
                                                                    places.release();
                                                                }
                                                            }))
                            .toList();
            return begun.stream().map(Crowd::result).toList();
        }
    }

    private static <R> R result(Future<R> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
