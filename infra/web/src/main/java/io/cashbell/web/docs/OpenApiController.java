package io.cashbell.web.docs;

import io.cashbell.web.problem.CommonProblem;
import io.cashbell.web.problem.ProblemException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;

/** Hands out the API for machines. */
@Controller("/openapi")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class OpenApiController {

    private static final String YAML = "application/yaml";

    private final ApiDocument document;

    OpenApiController(ApiDocument document) {
        this.document = document;
    }

    /** YAML, unless the client would rather have JSON. */
    @Get
    @Produces({YAML, MediaType.APPLICATION_JSON})
    HttpResponse<byte[]> document(HttpRequest<?> request) {
        return prefersJson(request)
                ? answer(document.json(), MediaType.APPLICATION_JSON)
                : answer(document.yaml(), YAML);
    }

    private static boolean prefersJson(HttpRequest<?> request) {
        return request.accept().stream()
                .map(MediaType::getName)
                .filter(name -> name.equals(YAML) || name.equals(MediaType.APPLICATION_JSON))
                .findFirst()
                .filter(MediaType.APPLICATION_JSON::equals)
                .isPresent();
    }

    private static HttpResponse<byte[]> answer(Optional<byte[]> bytes, String type) {
        return bytes.map(
                        body ->
                                HttpResponse.ok(body)
                                        .contentType(type)
                                        .header(HttpHeaders.CACHE_CONTROL, "no-cache"))
                .orElseThrow(OpenApiController::absent);
    }

    private static ProblemException absent() {
        return CommonProblem.NOT_FOUND.because("this service publishes no API document");
    }
}
