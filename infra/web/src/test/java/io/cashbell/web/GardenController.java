package io.cashbell.web;

import io.cashbell.messaging.ContentionException;
import io.cashbell.messaging.trace.TraceContext;
import io.cashbell.web.problem.CommonProblem;
import io.cashbell.web.problem.FieldError;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Answers in each way in which a service can. */
@Controller("/gardens")
@ExecuteOn(TaskExecutors.VIRTUAL)
public class GardenController {

    @Post
    public Map<String, Object> plant(@Body @Valid Garden request) {
        return Map.of("name", request.name(), "beds", request.beds().size());
    }

    @Get
    public Map<String, Object> list(@QueryValue @Min(1) @Max(100) int limit) {
        return Map.of("limit", limit);
    }

    @Get("/keyed")
    public String keyed(@Header("Idempotency-Key") String key) {
        return key;
    }

    @Get("/thread")
    public Map<String, Object> thread() {
        return Map.of(
                "virtual", Thread.currentThread().isVirtual(),
                "traceId", String.valueOf(MDC.get("traceId")),
                "requestId", String.valueOf(MDC.get("requestId")),
                "traceparent", TraceContext.current().traceparent());
    }

    @Get("/bug")
    public String bug() {
        throw new IllegalStateException("com.amazonaws.Secret: table gardens-live is on fire");
    }

    @Get("/crowded")
    public String crowded() {
        throw new ContentionException("too many rake the same bed");
    }

    @Get("/flooded")
    public String flooded() {
        throw SdkClientException.create("the table is under water");
    }

    @Get("/refused")
    public String refused() {
        throw CommonProblem.CONFLICT
                .because("the garden is closed", Map.of("opensAt", "09:00", "status", 200))
                .withErrors(List.of(new FieldError("/gate", "is locked")))
                .withHeader("Retry-After", "60");
    }

    @Get("/too-many")
    public String tooMany() {
        throw CommonProblem.TOO_MANY_REQUESTS.because("slow down").withHeader("Retry-After", "7");
    }

    @Get("/bare")
    public HttpResponse<?> bare() {
        return HttpResponse.status(HttpStatus.GONE);
    }

    @Get("/none")
    public Optional<Map<String, Object>> none() {
        return Optional.empty();
    }

    @Get("/said")
    public @Nullable String said() {
        throw new HttpStatusException(HttpStatus.FORBIDDEN, "members only");
    }

    @Get("/page")
    @Produces(MediaType.TEXT_HTML)
    public String page() {
        return "<!doctype html><title>garden</title>";
    }

    @Get("/page-of-its-own")
    @Produces(MediaType.TEXT_HTML)
    public HttpResponse<String> pageOfItsOwn() {
        return HttpResponse.ok("<!doctype html>")
                .header("Content-Security-Policy", "form-action https://pay.example")
                .header("Referrer-Policy", "origin");
    }
}
