package io.cashbell.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class TableExceptionHandlerTest {
    @Test
    void whoeverIsCrowdedOutIsAskedToComeBack() {
        List<ProblemException> told = new ArrayList<>();
        TableExceptionHandler handler =
                new TableExceptionHandler(
                        (_, problem) -> {
                            told.add(problem);
                            return HttpResponse.serverError();
                        });

        handler.handle(
                HttpRequest.POST("/api/orders", ""),
                TransactionCanceledException.builder().message("conflict").build());

        assertThat(told.getFirst().type()).isEqualTo(CommonProblem.UNAVAILABLE);
        assertThat(told.getFirst().headers()).containsKey("Retry-After");
    }
}
