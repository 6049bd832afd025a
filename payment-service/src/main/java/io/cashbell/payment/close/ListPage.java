package io.cashbell.payment.close;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.micronaut.core.annotation.Introspected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param nextCursor null on the last page
 */
@Introspected
@JsonInclude(Include.ALWAYS)
record ListPage<T>(List<T> items, @Nullable String nextCursor) {}
