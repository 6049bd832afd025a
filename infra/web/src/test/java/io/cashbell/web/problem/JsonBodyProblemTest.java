package io.cashbell.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.web.Visitor;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A JSON body that is wrong in one place is answered with that place, in words without classes. */
@MicronautTest
class JsonBodyProblemTest {

    private static final String BED = "{'plant':'tea','quantity':1}";

    @Inject EmbeddedServer server;

    @ParameterizedTest(name = "{index}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'name':'g','beds':[BED],'colour':'red'} | /colour | unknown field",
                "{'name':'g','beds':[{'plant':'t','quantity':1,'a/b~':1}]} | /beds/0/a~1b~0 | unknown field",
                "{'name':'g','beds':[{'plant':'t','quantity':'7'}]} | /beds/0/quantity | must be a whole number within range",
                "{'name':'g','beds':[{'plant':'t','quantity':1.5}]} | /beds/0/quantity | must be a whole number within range",
                "{'name':'g','beds':[{'plant':'t','quantity':true}]} | /beds/0/quantity | must be a whole number within range",
                "{'name':'g','beds':[{'plant':'t','quantity':9999999999}]} | /beds/0/quantity | must be a whole number within range",
                "{'name':'g','beds':[{'plant':{},'quantity':1}]} | /beds/0/plant | must be text",
                "{'name':7,'beds':[BED]} | /name | must be text",
                "{'name':true,'beds':[BED]} | /name | must be text",
                "{'name':'g','beds':BED} | /beds | must be a list",
                "{'name':'g','beds':[BED],'tags':'one'} | /tags | must be a list",
                "{'name':'g','beds':[BED],'soil':'MOON'} | /soil | is not one of the known values",
                "{'name':'g','beds':[BED],'soil':0} | /soil | is not one of the known values",
                "{'name':'g','beds':[BED],'sown':'yesterday'} | /sown | must be a date or time as in RFC 3339",
                "{'name':'g','beds':[BED],'watered':'true'} | /watered | must be true or false",
                "[] | `` | must be an object with the required fields",
                "'text' | `` | must be an object with the required fields",
                "null | `` | the request needs a body",
                "`` | `` | the request needs a body",
                "{'name':'','beds':[BED]} | /name | must not be blank",
                "{'beds':[BED]} | /name | must not be blank",
                "{'name':'g','beds':[]} | /beds | must not be empty",
                "{'name':'g','beds':[BED,{'plant':'t','quantity':0}]} | /beds/1/quantity | must be greater than or equal to 1",
                "{'name':'g','beds':[BED],'tags':['a',' ']} | /tags/1 | must not be blank",
                "{'name':'g','beds':[BED],'named':{'a/b':{'plant':'t','quantity':0}}} | /named/a~1b/quantity | must be greater than or equal to 1",
            })
    void theFaultIsNamedWithItsPlace(String body, String pointer, String detail) {
        var answer = Visitor.of(server).post("/gardens", json(body));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        var problem = answer.json();
        assertThat(problem.at("/type").textValue())
                .isEqualTo("urn:cashbell:problem:invalid-request");
        assertThat(problem.at("/instance").textValue()).isEqualTo("/gardens");
        assertThat(problem.at("/errors")).hasSize(1);
        assertThat(problem.at("/errors/0/pointer").textValue()).isEqualTo(pointer);
        assertThat(problem.at("/errors/0/detail").textValue()).isEqualTo(detail);
    }

    @ParameterizedTest(name = "{index}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'name':'g',",
                "{'name':'g','beds':[BED}",
                "nonsense",
                "{'name':'g','beds':[BED]} {}",
                "{'name':'g' 'beds':[]}"
            })
    void malformedJsonIsCalledSoWithoutNamingClasses(String body) {
        var answer = Visitor.of(server).post("/gardens", json(body));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/detail").textValue())
                .containsPattern(
                        "malformed at line 1, column \\d+|ends too early|goes on after its end");
        assertThat(answer.body()).doesNotContain("com.", "io.", "java.", "Exception", "Token");
    }

    @Test
    void jsonThatIsNestedBeyondReasonIsRefused() {
        var answer = Visitor.of(server).post("/gardens", "{\"colour\":" + "[".repeat(3000));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void allFaultsOfOneRequestAreNamedInOrder() {
        var body = json("{'name':'','beds':[{'plant':'','quantity':100}]}");

        var problem = Visitor.of(server).post("/gardens", body).json();

        assertThat(problem.at("/detail").textValue())
                .isEqualTo("3 things are wrong with the request; see errors");
        assertThat(problem.at("/errors").findValuesAsText("pointer"))
                .containsExactly("/beds/0/plant", "/beds/0/quantity", "/name");
    }

    @Test
    void aGoodRequestIsAnswered() {
        var answer = Visitor.of(server).post("/gardens", json("{'name':'g','beds':[BED]}"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/beds").intValue()).isEqualTo(1);
    }

    private static String json(@Nullable String written) {
        return written == null ? "" : written.replace("BED", BED).replace('\'', '"');
    }
}
