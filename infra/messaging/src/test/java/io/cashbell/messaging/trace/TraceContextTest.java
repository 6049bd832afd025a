package io.cashbell.messaging.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class TraceContextTest {
    /** The example of the W3C recommendation, section 3.2.3. */
    private static final String EXAMPLE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @AfterEach
    void clear() {
        MDC.clear();
    }

    @Test
    void theHeaderOfTheRecommendationIsRead() {
        TraceContext read = TraceContext.parse(EXAMPLE).orElseThrow();
        assertThat(read.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(read.traceparent()).isEqualTo(EXAMPLE);
    }

    @Test
    void aChildKeepsTheTraceAndHasASpanOfItsOwn() {
        TraceContext parent = TraceContext.start();
        TraceContext child = parent.child();
        assertThat(child.traceId()).isEqualTo(parent.traceId());
        assertThat(child.spanId()).isNotEqualTo(parent.spanId());
    }

    @Test
    void aHigherVersionIsReadByTheRulesOfThisOne() {
        assertThat(TraceContext.parse("cc" + EXAMPLE.substring(2) + "-what-else")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7"
            })
    void whatIsNotValidIsIgnored(String header) {
        assertThat(TraceContext.parse(header)).isEmpty();
    }

    @Test
    void theLoggingContextHoldsTheCurrentTrace() {
        TraceContext here = TraceContext.start();
        here.asLoggingContext().forEach(MDC::put);
        assertThat(TraceContext.current().traceId()).isEqualTo(here.traceId());
    }
}
