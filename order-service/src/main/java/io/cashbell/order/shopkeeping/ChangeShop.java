package io.cashbell.order.shopkeeping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.messaging.store.Backoff;
import io.cashbell.order.Digest;
import io.cashbell.order.catalog.CatalogSeed;
import io.cashbell.order.catalog.Catalogs;
import io.cashbell.order.problem.ProblemTypes;
import io.cashbell.order.request.CanonicalJson;
import io.cashbell.order.request.IdempotencyKey;
import io.cashbell.web.command.CommandProblem;
import io.cashbell.web.problem.CommonProblem;
import io.cashbell.web.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the shop as its owner wants it. Each change is written on condition that nobody wrote
 * since it was read, and made again on what somebody else wrote: whoever changes the shop at the
 * same time, no change is lost.
 */
@Singleton
public class ChangeShop {
    private static final Logger log = LoggerFactory.getLogger(ChangeShop.class);
    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final int ID_BYTES = 16;

    /** DynamoDB takes 400 KB an item. */
    private static final int MOST_BYTES = 300_000;

    private static final int ATTEMPTS = 40;

    private final KeptShop kept;
    private final Catalogs catalogs;
    private final CatalogSeed seed;
    private final ObjectMapper json;
    private final Clock clock;
    private final MeterRegistry meters;

    ChangeShop(
            KeptShop kept,
            Catalogs catalogs,
            CatalogSeed seed,
            ObjectMapper json,
            Clock clock,
            MeterRegistry meters) {
        this.kept = kept;
        this.catalogs = catalogs;
        this.seed = seed;
        this.json = json;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Who wants a change, and how.
     *
     * @param actor the account, or whoever the token names
     * @param expected of which the thing must have one; empty for any
     */
    public record Command(
            String actor, Optional<IdempotencyKey> key, Optional<EntityTags> expected) {}

    /**
     * What a change came to.
     *
     * @param body the thing as it is right afterwards
     * @param tag its entity tag
     * @param replayed it was answered before
     */
    public record Answer(int status, String body, String tag, boolean replayed) {
        private static Answer of(Wanted.Effect effect) {
            return new Answer(
                    effect.before() == null ? CREATED : OK,
                    effect.after().toString(),
                    ShopViews.tag(effect.after()),
                    false);
        }

        private AnsweredCommand to(String command, Digest request) {
            return new AnsweredCommand(command, request, status, body, tag);
        }
    }

    /**
     * Adds a product.
     *
     * @throws ProblemException if the body is not right, there is such a product, or no room
     */
    public Answer create(JsonNode body, Command command) {
        return change(
                new Wanted.NewProduct(ProductReader.read(body, null)),
                digest("create", "", body),
                command);
    }

    /**
     * Changes a product.
     *
     * @throws ProblemException if the body is not right, there is no such product, or it is not as
     *     expected
     */
    public Answer replace(String productId, JsonNode body, Command command) {
        return change(
                new Wanted.ChangedProduct(productId, ProductReader.read(body, productId)),
                digest("replace", productId, body),
                command);
    }

    /**
     * Sets how many units of a product are for sale, which begins counting; or ends it.
     *
     * @throws ProblemException if the body is not right, there is no such product, or there are not
     *     as many as expected
     */
    public Answer setStock(String productId, JsonNode body, Command command) {
        return change(
                stock(productId, WantedStock.set(StockRequest.available(body).orElse(null))),
                digest("stock", productId, body),
                command);
    }

    /**
     * Adds units to those for sale, or takes some off.
     *
     * @throws ProblemException if the body is not right, there is no such product, it is not
     *     counted, or there are not so many
     */
    public Answer adjustStock(String productId, JsonNode body, Command command) {
        return change(
                stock(productId, WantedStock.adjusted(StockRequest.by(body))),
                digest("adjust", productId, body),
                command);
    }

    private Wanted stock(String productId, WantedStock.Next next) {
        return new WantedStock(
                productId, id -> Optional.ofNullable(kept.stock(List.of(id)).get(id)), next);
    }

    /**
     * Changes the site.
     *
     * @throws ProblemException if the body is not right, or the site is not as expected
     */
    public Answer replaceSite(JsonNode body, Command command) {
        return change(
                new Wanted.ChangedSite(SiteReader.read(body)), digest("site", "", body), command);
    }

    /** The document as it was last written; the one that the shop begins with if there is none. */
    KeptShop.Version latest() {
        return kept.latest()
                .orElseGet(
                        () -> {
                            catalogs.seed(seed.beginning());
                            return kept.latest().orElseThrow();
                        });
    }

    private Answer change(Wanted wanted, Digest request, Command command) {
        String name = command.key().map(ChangeShop::name).orElse(null);
        Optional<Answer> before = answeredBefore(name, request);
        if (before.isPresent()) {
            return before.get();
        }
        String id = EventIds.next();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Answer answer = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            KeptShop.Version latest = latest();
            if (answer != null && latest.lastChange().equals(id)) {
                // Our own write, whose answer was lost on the way.
                return answer;
            }
            ShopDocument document = ShopDocument.read(json, latest.document());
            Wanted.Effect effect;
            try {
                effect = wanted.on(document, command.expected());
            } catch (ProblemException refused) {
                // Perhaps because a copy of this very command was faster.
                return answeredBefore(name, request).orElseThrow(() -> refused);
            }
            answer = Answer.of(effect);
            AnsweredCommand answered = name == null ? null : answer.to(name, request);
            KeptShop.Outcome outcome =
                    effect.changesNothing()
                            ? kept.remember(answered)
                            : kept.write(
                                    latest,
                                    fitting(document),
                                    effect.by(command.actor(), id, now),
                                    effect.stock(),
                                    answered);
            switch (outcome) {
                case WRITTEN -> {
                    return done(effect, answer);
                }
                case ANSWERED_BEFORE -> {
                    return answeredBefore(name, request).orElseThrow();
                }
                case OVERTAKEN -> Backoff.pause(attempt);
            }
        }
        throw CommonProblem.UNAVAILABLE
                .because("Too many change the shop at this moment; try again.")
                .withHeader("Retry-After", "1");
    }

    /**
     * @param name of the command; null if it has none
     * @throws ProblemException if another command has that name
     */
    private Optional<Answer> answeredBefore(@Nullable String name, Digest request) {
        Optional<AnsweredCommand> known = Optional.ofNullable(name).flatMap(kept::answered);
        if (known.isPresent() && !known.get().request().isSame(request)) {
            throw CommandProblem.IDEMPOTENCY_KEY_REUSED.because(
                    "Another change of the shop was commanded under this key.");
        }
        return known.map(first -> new Answer(first.status(), first.body(), first.tag(), true));
    }

    private Answer done(Wanted.Effect effect, Answer answer) {
        if (effect.changesNothing()) {
            return answer;
        }
        log.atInfo()
                .addKeyValue("what", effect.kind().text())
                .addKeyValue("productId", effect.productId())
                .log("The shop is changed");
        meters.counter("shop.changes", "what", effect.kind().text()).increment();
        return answer;
    }

    private static String fitting(ShopDocument document) {
        String text = document.text();
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw ProblemTypes.CATALOG_FULL.because(
                    "All products together take more than "
                            + MOST_BYTES / 1000
                            + " KB: shorten texts, or leave products out.");
        }
        return text;
    }

    /** The key names a change of this shop, whatever is changed. */
    private static String name(IdempotencyKey key) {
        return EventIds.encode(Arrays.copyOf(Digest.of("shop " + key.value()).bytes(), ID_BYTES));
    }

    private static Digest digest(String what, String target, JsonNode body) {
        return Digest.of(
                String.join(" ", List.of(what, target, CanonicalJson.digest(body).value())));
    }
}
