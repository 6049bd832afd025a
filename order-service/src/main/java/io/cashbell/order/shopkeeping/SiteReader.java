package io.cashbell.order.shopkeeping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.request.JsonFields;
import io.cashbell.web.problem.CommonProblem;
import io.cashbell.web.problem.FieldError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads how the owner wants the site, or says everything that is wrong with it. */
final class SiteReader {
    static final String FROM = "announcementFrom";
    static final String UNTIL = "announcementUntil";
    private static final Pattern FLAG = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");
    private static final Set<String> STATUSES = Set.of("open", "closed");
    private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");
    private static final int CODE = 64;
    private static final int ANNOUNCEMENT = 1000;
    private static final int MOST = 50;

    private final JsonFields fields;

    private SiteReader(JsonFields fields) {
        this.fields = fields;
    }

    /**
     * The members that are given, as they are kept; the announcement is empty if there is none.
     *
     * @throws io.cashbell.web.problem.ProblemException naming every place that is wrong
     */
    static ObjectNode read(JsonNode body) {
        List<FieldError> errors = new ArrayList<>();
        ObjectNode site = new SiteReader(JsonFields.of(body, "", SiteRequest.class, errors)).site();
        if (!errors.isEmpty()) {
            throw CommonProblem.INVALID_REQUEST
                    .because("The site is not complete or not correct.")
                    .withErrors(errors);
        }
        return site;
    }

    private ObjectNode site() {
        ObjectNode site = JsonNodeFactory.instance.objectNode();
        fields.text(
                        "status",
                        CODE,
                        text -> Optional.of(text).filter(STATUSES::contains),
                        "must be open or closed")
                .ifPresent(status -> site.put("status", status));
        site.set("announcement", announcement());
        Optional<Instant> from = moment(FROM);
        Optional<Instant> until = moment(UNTIL);
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            fields.wrong(UNTIL, "must be after announcementFrom");
        }
        from.ifPresent(moment -> site.put(FROM, moment.toString()));
        until.ifPresent(moment -> site.put(UNTIL, moment.toString()));
        if (fields.has("flags")) {
            ObjectNode flags = site.putObject("flags");
            fields.flags("flags", MOST, FLAG).forEach(flags::put);
        }
        if (fields.has("methodsOff")) {
            ArrayNode off = site.putArray("methodsOff");
            fields.texts("methodsOff", MOST, PaymentMethod::find, "is not a payment method")
                    .forEach(method -> off.add(method.code()));
        }
        return site;
    }

    private ObjectNode announcement() {
        ObjectNode texts = JsonNodeFactory.instance.objectNode();
        if (fields.has("announcement")) {
            JsonFields given = fields.members("announcement", ProductReader.LANGUAGES);
            ProductReader.LANGUAGES.stream()
                    .filter(given::has)
                    .forEach(
                            language ->
                                    given.text(language, ANNOUNCEMENT)
                                            .ifPresent(text -> texts.put(language, text)));
        }
        return texts;
    }

    private Optional<Instant> moment(String name) {
        return fields.has(name)
                ? fields.text(name, CODE, SiteReader::read, "must be a moment by RFC 3339")
                : Optional.empty();
    }

    private static Optional<Instant> read(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant())
                    .filter(moment -> !moment.isBefore(Instant.EPOCH) && moment.isBefore(LATEST));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
