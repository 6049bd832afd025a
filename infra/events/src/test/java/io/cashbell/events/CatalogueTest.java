package io.cashbell.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schemas, examples, AsyncAPI document and README tell the same story. */
class CatalogueTest {

    static Stream<String> types() {
        return Contracts.TYPES.stream();
    }

    @Test
    void everyEventOfTheContractHasASchemaAndNothingElseHas() {
        var expected =
                Stream.concat(Contracts.TYPES.stream(), Stream.of("cloudevent", "types"))
                        .map(name -> name + ".schema.json")
                        .toList();

        assertThat(Contracts.files(".schema.json")).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyEventHasAnExample(String type) {
        assertThat(Contracts.files(".example.json")).contains(type + ".example.json");
    }

    @ParameterizedTest
    @MethodSource("types")
    void aSchemaNamesItsProducer(String type) {
        var schema = Contracts.schema(type);
        var producer = schema.at("/properties/source/const").textValue().substring(1);

        assertThat(producer).isEqualTo(Contracts.producer(type));
        assertThat(schema.at("/description").textValue()).contains("Producer: " + producer);
        assertThat(schema.at("/properties/type/const").textValue()).isEqualTo(type);
        assertThat(schema.at("/$schema").textValue())
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    }

    @ParameterizedTest
    @MethodSource("types")
    void theReadmeListsEveryEventWithItsTitleAndRequiredFields(String type) throws IOException {
        var row =
                Files.readAllLines(Path.of("README.md")).stream()
                        .filter(line -> line.startsWith("| `" + type + "` |"))
                        .toList();

        assertThat(row).hasSize(1);
        var required = Contracts.schema(type).at("/properties/data/required");
        assertThat(required).isNotEmpty();
        for (var field : required) {
            var name = field.textValue();
            assertThat(row.getFirst()).containsAnyOf("`" + name + "`", "`" + name + ".id`");
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void theAsyncApiDocumentDescribesEveryEventByItsSchema(String type) {
        var document = Contracts.asyncApi();
        var message = document.at("/components/messages/" + type);

        assertThat(message.at("/name").textValue()).isEqualTo(type);
        assertThat(message.at("/title")).isEqualTo(Contracts.schema(type).at("/title"));
        assertThat(message.at("/payload/schema/$ref").textValue())
                .isEqualTo("./" + type + ".schema.json");
    }

    @Test
    void everyEventIsOnTheTopicOfItsProducerAndSentByItAlone() {
        var document = Contracts.asyncApi();

        for (var aggregate : List.of("order", "payment")) {
            var ours =
                    Contracts.TYPES.stream()
                            .filter(t -> Contracts.producer(t).equals(aggregate + "-service"))
                            .toList();
            var channel = "/channels/" + aggregate + "-events";
            assertThat(names(document.at(channel + "/messages")))
                    .containsExactlyInAnyOrderElementsOf(ours);
            assertThat(messages(document, aggregate + "-service-tells"))
                    .containsExactlyInAnyOrderElementsOf(ours);
        }
        assertThat(document.at("/components/messages")).hasSize(Contracts.TYPES.size());
    }

    @Test
    void everyReferenceOfTheAsyncApiDocumentLeadsSomewhere() {
        var document = Contracts.asyncApi();

        var references = document.findValuesAsText("$ref");

        assertThat(references).hasSizeGreaterThan(50);
        assertThat(references)
                .allSatisfy(
                        reference -> {
                            if (reference.startsWith("#")) {
                                assertThat(document.at(reference.substring(1)).isMissingNode())
                                        .as(reference)
                                        .isFalse();
                            } else {
                                assertThat(Contracts.FOLDER.resolve(reference)).exists();
                            }
                        });
    }

    @Test
    void everyEventThatSomebodyHearsInTheReadmeIsReceivedInTheAsyncApiDocument()
            throws IOException {
        var document = Contracts.asyncApi();

        for (var line : Files.readAllLines(Path.of("README.md"))) {
            if (line.startsWith("| `")) {
                var cells = line.split("\\|", -1);
                var type = cells[1].strip().replace("`", "");
                var heardBy = cells[4];
                for (var service : List.of("order", "payment", "notification")) {
                    assertThat(receivers(document, type).contains(service + "-service"))
                            .as("%s hears %s", service, type)
                            .isEqualTo(heardBy.contains(service));
                }
            }
        }
    }

    private static List<String> receivers(JsonNode document, String type) {
        var receivers = new ArrayList<String>();
        for (var operation : document.at("/operations").properties()) {
            if (operation.getValue().at("/action").textValue().equals("receive")
                    && messages(document, operation.getKey()).contains(type)) {
                receivers.add(operation.getKey().replaceAll("-hears.*", ""));
            }
        }
        return receivers;
    }

    private static List<String> messages(JsonNode document, String operation) {
        return document
                .at("/operations/" + operation + "/messages")
                .findValuesAsText("$ref")
                .stream()
                .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                .toList();
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
