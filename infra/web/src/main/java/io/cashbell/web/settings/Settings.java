package io.cashbell.web.settings;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a service is told by environment variables. Each reader notes what is wrong and goes on with
 * a placeholder, so that one start names every fault; {@link #orExit} then stops it. A blank
 * variable counts as absent. Where {@code NAME} is absent, {@code NAME_FILE} may name a file that
 * holds its value, as container platforms hand secrets over. No line ever shows a value: it may be
 * a secret.
 *
 * <p>Used by one thread, first thing in {@code main}.
 */
public final class Settings {

    /** What lets a program in below {@code /api/admin} of every service. */
    public static final String ADMIN_API_TOKEN = "ADMIN_API_TOKEN";

    private static final String ENVIRONMENT = "SHOP_ENVIRONMENT";
    private static final URI NOWHERE = URI.create("http://invalid.invalid");
    private static final Set<String> LOG_LEVELS =
            Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");
    // What RFC 6750, section 2.1, lets a header carry; shorter ones can be guessed.
    private static final Pattern TOKEN = Pattern.compile("(?=.{32,512}$)[A-Za-z0-9._~+/-]+=*");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s,<>]+@[^@\\s,<>]+\\.[^@\\s,<>]+");

    private final Variables variables;
    private final Map<String, String> resolved = new LinkedHashMap<>();
    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final ShopEnvironment environment;
    private boolean environmentIsUnclear;

    private Settings(Map<String, String> variables) {
        this.variables = new Variables(variables);
        this.environment = readEnvironment();
    }

    /** Reads the variables of this process. */
    public static Settings ofEnvironment() {
        return of(System.getenv());
    }

    /** Reads the given variables; for tests. */
    public static Settings of(Map<String, String> variables) {
        var settings = new Settings(variables);
        // Read by logback.xml, which has no way to complain: a wrong one would silence the log.
        settings.oneOf("LOG_FORMAT", Set.of("json", "text"), "json");
        settings.oneOf("LOG_LEVEL", LOG_LEVELS, "INFO");
        settings.checkAdminToken();
        return settings;
    }

    /** {@code SHOP_ENVIRONMENT}; local when absent. */
    public ShopEnvironment environment() {
        return environment;
    }

    public boolean isLocal() {
        return environment == ShopEnvironment.LOCAL;
    }

    /** The value, or empty text after noting that it is missing. */
    public String require(String name) {
        return optional(name)
                .orElseGet(
                        () -> {
                            refuse(name + " is required and missing");
                            return "";
                        });
    }

    public Optional<String> optional(String name) {
        try {
            return variables.find(name).map(value -> note(name, value));
        } catch (IOException unreadable) {
            refuse(name + Variables.FILE + " names no file that can be read");
            return Optional.empty();
        }
    }

    /** The value or {@code otherwise}, in every environment. */
    public String optional(String name, String otherwise) {
        return optional(name).orElseGet(() -> note(name, otherwise));
    }

    /** The value; absent it is {@code localDefault} on a laptop and a fault elsewhere. */
    public String requireUnlessLocal(String name, String localDefault) {
        return optional(name)
                .or(() -> isLocal() ? Optional.of(note(name, localDefault)) : Optional.empty())
                .orElseGet(() -> require(name));
    }

    /** An absolute http or https address; https alone outside local. */
    public URI requireUri(String name) {
        var given = require(name);
        return given.isEmpty() ? NOWHERE : address(name, given);
    }

    /** As {@link #requireUri}, with a default on a laptop. */
    public URI requireUriUnlessLocal(String name, String localDefault) {
        var given = requireUnlessLocal(name, localDefault);
        return given.isEmpty() ? NOWHERE : address(name, given);
    }

    /** As {@link #requireUri}, empty when absent. */
    public Optional<URI> optionalUri(String name) {
        return optional(name).map(given -> address(name, given));
    }

    /** {@code true} or {@code false}, nothing else. */
    public boolean flag(String name, boolean otherwise) {
        return switch (optional(name, String.valueOf(otherwise)).toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> {
                refuse(name + " must be true or false");
                yield otherwise;
            }
        };
    }

    /** One of the given values, compared exactly. */
    public String oneOf(String name, Set<String> allowed, String otherwise) {
        var given = optional(name, otherwise);
        if (!allowed.contains(given)) {
            refuse(
                    name
                            + " must be one of "
                            + String.join(", ", allowed.stream().sorted().toList()));
            return otherwise;
        }
        return given;
    }

    /**
     * A positive length of time such as {@code 30s}, {@code 5m}, {@code 2h}, {@code 7d}, {@code
     * PT1H30M}.
     */
    public Duration duration(String name, Duration otherwise) {
        var given = optional(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        try {
            var written = given.get().toUpperCase(Locale.ROOT);
            var read =
                    Duration.parse(
                            written.startsWith("P")
                                    ? written
                                    : written.endsWith("D") ? "P" + written : "PT" + written);
            if (read.isPositive()) {
                return read;
            }
        } catch (DateTimeParseException _) {
            // Said below, together with lengths that are not positive.
        }
        refuse(name + " must be a length of time such as 30s, 5m or 2h");
        return otherwise;
    }

    /** A TCP port, 1 to 65535. */
    public int port(String name, int otherwise) {
        return wholeNumber(name, otherwise, 1, 65_535);
    }

    /** A whole number between two bounds, both allowed. */
    public int wholeNumber(String name, int otherwise, int least, int most) {
        var given = optional(name, String.valueOf(otherwise));
        try {
            int number = Integer.parseInt(given);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below, together with numbers out of range.
        }
        refuse(name + " must be a whole number from " + least + " to " + most);
        return otherwise;
    }

    /** E-mail addresses separated by commas, at least one. */
    public List<String> requireEmailsUnlessLocal(String name, String localDefault) {
        var addresses =
                Stream.of(requireUnlessLocal(name, localDefault).split(",", -1))
                        .map(String::strip)
                        .toList();
        if (!problems.contains(name + " is required and missing")
                && !addresses.stream().allMatch(a -> EMAIL.matcher(a).matches())) {
            refuse(name + " must be e-mail addresses separated by commas");
        }
        return addresses;
    }

    /**
     * Refuses variables that look like ours and are not: a mistyped key must not pass for an absent
     * one.
     *
     * @param prefixes what our variables start with, for example {@code SMTP_}
     * @param known every variable with such a prefix that means something
     */
    public void refuseUnknown(Set<String> prefixes, Set<String> known) {
        refuseUnknown(prefixes, Set.of(), known);
    }

    /**
     * As {@link #refuseUnknown(Set, Set)}, where others have variables of their own among ours.
     *
     * @param others what theirs start with: neither read nor refused
     */
    public void refuseUnknown(Set<String> prefixes, Set<String> others, Set<String> known) {
        variables.names().stream()
                .filter(name -> prefixes.stream().anyMatch(name::startsWith))
                .filter(name -> others.stream().noneMatch(name::startsWith))
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(
                        name ->
                                refuse(
                                        name
                                                + " is not a known setting"
                                                + Spelling.hint(name, known)));
    }

    /**
     * Notes a fault that only the service can see, such as a test key in production.
     *
     * @param line names the variable, never its value
     */
    public void refuse(String line) {
        // What else is wrong depends on the environment: first things first, in one clear line.
        if (!environmentIsUnclear) {
            problems.add(line);
        }
    }

    /**
     * Notes what may be a mistake and may be none, so that nothing is stopped by it.
     *
     * @param line names the variable, never its value
     */
    public void warn(String line) {
        warnings.add(line);
    }

    /** Every warning noted so far, one line each. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Every fault noted so far, one line each. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /**
     * What was read so far, defaults included, by variable name: given to the application context
     * it makes {@code ${NAME}} in application.yml the value that was checked here.
     */
    public Map<String, Object> resolved() {
        return Map.copyOf(resolved);
    }

    /**
     * Returns when nothing is wrong; else prints one line per fault and ends the process with 1.
     * Warnings are printed in any case.
     */
    public void orExit() {
        warnings.forEach(System.err::println);
        if (problems.isEmpty()) {
            return;
        }
        problems.forEach(System.err::println);
        System.exit(1);
    }

    /** Read by infra/web itself: without it nobody is let in, so it may be absent. */
    private void checkAdminToken() {
        // A mistyped name would close the door without a word.
        refuseUnknown(Set.of("ADMIN_API_", "ADMIN_TOKEN"), Set.of(ADMIN_API_TOKEN));
        optional(ADMIN_API_TOKEN)
                .filter(setting -> !isTokens(AdminTokens.in(setting)))
                .ifPresent(
                        _ ->
                                refuse(
                                        ADMIN_API_TOKEN
                                                + " must be 32 to 512 letters, digits and any of"
                                                + " - . _ ~ + / =, or two such with a comma"));
    }

    private static boolean isTokens(List<String> tokens) {
        return !tokens.isEmpty()
                && tokens.size() <= AdminTokens.MOST
                && tokens.stream().allMatch(token -> TOKEN.matcher(token).matches());
    }

    private String note(String name, String value) {
        resolved.put(name, value);
        return value;
    }

    private ShopEnvironment readEnvironment() {
        // Mistyped, production would start with what is good for a laptop.
        refuseUnknown(Set.of("SHOP_"), Set.of(ENVIRONMENT));
        environmentIsUnclear = !problems.isEmpty();
        if (environmentIsUnclear) {
            return ShopEnvironment.PRODUCTION; // the strictest, should anybody go on all the same
        }
        var given = optional(ENVIRONMENT, "local");
        for (var known : ShopEnvironment.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(given)) {
                return known;
            }
        }
        refuse(ENVIRONMENT + " must be one of local, staging, production");
        environmentIsUnclear = true;
        return ShopEnvironment.PRODUCTION;
    }

    private URI address(String name, String given) {
        try {
            var uri = URI.create(given);
            var scheme = uri.getScheme();
            if (uri.getHost() != null && ("https".equals(scheme) || "http".equals(scheme))) {
                if ("http".equals(scheme) && !isLocal()) {
                    refuse(name + " must be an https address outside local");
                }
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // Said below, together with addresses of another kind.
        }
        refuse(name + " must be an address such as https://example.com");
        return NOWHERE;
    }
}
