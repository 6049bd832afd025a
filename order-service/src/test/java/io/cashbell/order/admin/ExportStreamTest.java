package io.cashbell.order.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cashbell.order.OrderFixtures;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ExportStreamTest {
    private static final int PAGES = 1_000;
    private final OrderJson json =
            new OrderJson(new ObjectMapper().registerModule(new JavaTimeModule()));

    /** Of a hundred thousand orders one page is held, and nothing is read before it is wanted. */
    @Test
    void onePageIsReadAtATimeAndOnlyWhenItIsWanted() throws IOException {
        AtomicInteger read = new AtomicInteger();
        InputStream export =
                new ExportStream(
                        json,
                        cursor -> {
                            int page = read.incrementAndGet();
                            assertThat(cursor.map(Integer::parseInt).orElse(1)).isEqualTo(page);
                            return new ListedOrders.Page(
                                    Collections.nCopies(100, OrderFixtures.byCard()),
                                    page == PAGES
                                            ? Optional.empty()
                                            : Optional.of(Integer.toString(page + 1)));
                        });
        export.readNBytes(20);
        assertThat(read).hasValue(1);
        assertThat(export.available()).isLessThan(1024 * 1024);

        long bytes = export.transferTo(OutputStream.nullOutputStream());
        assertThat(read).hasValue(PAGES);
        assertThat(bytes).isGreaterThan(50_000_000);
    }

    @Test
    void emptyPagesAreNoEndAndLeaveNoComma() throws IOException {
        AtomicInteger read = new AtomicInteger();
        InputStream export =
                new ExportStream(
                        json,
                        _ ->
                                new ListedOrders.Page(
                                        read.incrementAndGet() % 2 == 0
                                                ? List.of(OrderFixtures.byCard())
                                                : List.of(),
                                        read.get() == 5 ? Optional.empty() : Optional.of("x")));
        assertThat(new ObjectMapper().readTree(export).path("items")).hasSize(2);
    }
}
