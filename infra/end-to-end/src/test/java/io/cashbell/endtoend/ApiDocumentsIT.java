package io.cashbell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.cashbell.endtoend.buyer.Buyer;
import io.cashbell.endtoend.buyer.PlacedOrder;
import io.cashbell.endtoend.shop.Http;
import io.cashbell.endtoend.shop.Shop;
import io.cashbell.endtoend.shop.ShopExtension;
import io.cashbell.local.process.Service;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the services say of their APIs, beside what they answer. */
@ExtendWith(ShopExtension.class)
class ApiDocumentsIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String DOCUMENT = "https://shop.example/openapi";
    private static final String JSON = "application/json";

    private final Shop shop;

    ApiDocumentsIT(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @EnumSource
    void everyDocumentThatARouteTakesOrGivesHasAnExampleOfItsKind(Service service) {
        var api = api(service);
        assertThat(api.path("openapi").asText()).startsWith("3.1.");
        var missing = new ArrayList<String>();
        var wrong = new ArrayList<String>();
        var seen = 0;
        for (var path : api.path("paths").properties()) {
            for (var route : path.getValue()) {
                for (var schema : documents(route)) {
                    seen++;
                    var example = api.at(schema.substring(1)).path("examples").path(0);
                    if (example.isMissingNode()) {
                        missing.add(path.getKey() + " " + schema);
                    } else {
                        mistakes(api, schema, example)
                                .forEach(mistake -> wrong.add(schema + ": " + mistake));
                    }
                }
            }
        }

        assertThat(missing).isEmpty();
        assertThat(wrong).isEmpty();
        assertThat(seen).isPositive();
    }

    @Test
    void answersAreAsTheDocumentsSay() {
        var buyer = Buyer.in(shop);
        var order = buyer.place(buyer.someTea());
        buyer.goToGateway(order).pay();
        buyer.awaitStatus(order, "paid", SOON);
        shop.mailbox().await(order.id(), SOON);
        var id = "/" + order.id();

        answers(Service.ORDER, "/api/site", "/api/site");
        answers(Service.ORDER, "/api/products", "/api/products");
        answers(Service.ORDER, "/api/orders/{orderId}", "/api/orders" + id + token(order));
        answers(Service.ORDER, "/api/admin/orders", "/api/admin/orders?limit=5");
        answers(Service.ORDER, "/api/admin/orders/{orderId}", "/api/admin/orders" + id);
        answers(
                Service.ORDER,
                "/api/admin/orders/{orderId}/contact",
                "/api/admin/orders" + id + "/contact");
        answers(Service.ORDER, "/api/admin/products", "/api/admin/products");
        answers(Service.ORDER, "/api/admin/site", "/api/admin/site");
        answers(Service.ORDER, "/api/admin/changes", "/api/admin/changes");
        answers(Service.ORDER, "/api/admin/queue", "/api/admin/queue");
        answers(Service.PAYMENT, "/api/admin/payments/{orderId}", "/api/admin/payments" + id);
        answers(
                Service.PAYMENT,
                "/api/admin/payments/{orderId}/refunds/plan",
                "/api/admin/payments" + id + "/refunds/plan");
        answers(
                Service.PAYMENT,
                "/api/admin/callbacks",
                "/api/admin/callbacks?orderId=" + order.id());
        answers(Service.PAYMENT, "/api/admin/disputes", "/api/admin/disputes");
        answers(Service.PAYMENT, "/api/admin/refunds", "/api/admin/refunds");
        answers(Service.PAYMENT, "/api/admin/reconciliations", "/api/admin/reconciliations");
        answers(
                Service.NOTIFICATION,
                "/api/admin/notifications",
                "/api/admin/notifications?orderId=" + order.id());
    }

    private void answers(Service service, String route, String path) {
        var answer =
                Http.get(
                                shop.uri(service).resolve(path),
                                Map.of("Authorization", "Bearer " + Shop.ADMIN_API_TOKEN))
                        .expect(200);
        var api = api(service);
        var schemas = documents(api.path("paths").path(route).path("get"));
        assertThat(schemas).as(route).hasSize(1);
        assertThat(mistakes(api, schemas.getFirst(), answer.json())).as(path).isEmpty();
    }

    /** What it takes, and what it gives where all is well, as JSON. */
    private static List<String> documents(JsonNode route) {
        var bodies = new ArrayList<JsonNode>();
        bodies.add(route.path("requestBody"));
        for (var response : route.path("responses").properties()) {
            if (response.getKey().startsWith("2")) {
                bodies.add(response.getValue());
            }
        }
        return bodies.stream()
                .map(body -> body.path("content").path(JSON).path("schema").path("$ref").asText())
                .filter(reference -> !reference.isEmpty())
                .toList();
    }

    private static Set<ValidationMessage> mistakes(JsonNode api, String schema, JsonNode value) {
        return JsonSchemaFactory.getInstance(
                        VersionFlag.V202012,
                        factory ->
                                factory.schemaLoaders(
                                        loaders ->
                                                loaders.schemas(Map.of(DOCUMENT, api.toString()))))
                .getSchema(SchemaLocation.of(DOCUMENT + schema))
                .validate(value.toString(), InputFormat.JSON);
    }

    private JsonNode api(Service service) {
        return Http.get(openapi(service), Map.of("Accept", JSON)).expect(200).json();
    }

    private URI openapi(Service service) {
        return shop.uri(service).resolve("/openapi");
    }

    private static String token(PlacedOrder order) {
        return "?token=" + order.json().path("accessToken").asText();
    }
}
