package io.cashbell.order.shopkeeping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.order.problem.ProblemTypes;
import io.cashbell.web.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The entity tags of an {@code If-Match} (RFC 9110, 13.1.1): weak ones match nothing. */
public record EntityTags(List<String> tags) {
    public EntityTags {
        tags = List.copyOf(tags);
    }

    /**
     * @param headers every value of the header in the request
     * @return empty if there is none: whatever there is may be changed
     */
    public static Optional<EntityTags> of(List<String> headers) {
        List<String> tags =
                headers.stream()
                        .flatMap(header -> Arrays.stream(header.split(",", -1)))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .toList();
        return headers.isEmpty() ? Optional.empty() : Optional.of(new EntityTags(tags));
    }

    /**
     * @throws ProblemException if what there is has none of these tags
     */
    void require(ObjectNode view) {
        if (!match(view)) {
            throw overtaken();
        }
    }

    boolean match(ObjectNode view) {
        return tags.contains("*") || tags.contains(ShopViews.tag(view));
    }

    static ProblemException overtaken() {
        return ProblemTypes.OVERTAKEN.because(
                "Somebody changed it since you read it: read it again.");
    }
}
