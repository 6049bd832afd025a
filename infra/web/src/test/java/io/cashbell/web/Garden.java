package io.cashbell.web;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request with each kind of field that can be wrong. */
@Introspected
public record Garden(
        @NotBlank String name,
        @NotEmpty @Valid List<Bed> beds,
        @Nullable List<@NotBlank String> tags,
        @Nullable Map<String, @Valid Bed> named,
        @Nullable Soil soil,
        @Nullable Instant sown,
        @Nullable Boolean watered) {

    /** One of several. */
    @Introspected
    public record Bed(@NotBlank String plant, @Min(1) @Max(99) int quantity) {}

    /** A closed set. */
    public enum Soil {
        SAND,
        CLAY
    }
}
