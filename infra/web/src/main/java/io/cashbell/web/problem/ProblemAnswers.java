package io.cashbell.web.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one place where error answers get their body, whichever part of the framework failed. */
@Singleton
final class ProblemAnswers implements ErrorResponseProcessor<byte[]> {

    private static final MediaType HTML = MediaType.of("text/html; charset=utf-8");

    private final ObjectMapper json;
    private final Optional<ErrorPage> page;

    ProblemAnswers(ObjectMapper json, @Nullable ErrorPage page) {
        // The service's mapper may leave out what is empty; an empty pointer means the whole body.
        this.json = json.copy().setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);
        this.page = Optional.ofNullable(page);
    }

    @Override
    public MutableHttpResponse<byte[]> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        var request = context.getRequest();
        var cause = context.getRootCause().orElse(null);
        return fill(response, request, Problems.of(request, response.code(), cause));
    }

    MutableHttpResponse<byte[]> fill(
            MutableHttpResponse<?> response, HttpRequest<?> request, Problem problem) {
        if (request.getMethod() == HttpMethod.HEAD) {
            return response.body((byte[]) null);
        }
        var html = page.filter(_ -> prefersHtml(request)).flatMap(p -> p.html(request, problem));
        if (html.isPresent()) {
            response.contentType(HTML);
            return response.body(html.get().getBytes(StandardCharsets.UTF_8));
        }
        response.contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
        return response.body(written(problem));
    }

    private byte[] written(Problem problem) {
        try {
            return json.writeValueAsBytes(problem.members());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem detail could not be written", e);
        }
    }

    private static boolean prefersHtml(HttpRequest<?> request) {
        for (var type : request.accept()) {
            if (type.matches(MediaType.TEXT_HTML_TYPE) && !"*".equals(type.getType())) {
                return true;
            }
            if (type.getSubtype().endsWith("json")) {
                return false;
            }
        }
        return false;
    }
}
