package io.cashbell.endtoend.buyer;

import io.cashbell.endtoend.shop.Http;
import io.cashbell.endtoend.shop.Http.Answer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A form in a page, for a buyer without a browser. Reads the few forms of shop and gateway, not any
 * HTML there may be.
 */
public record HtmlForm(URI action, Map<String, String> fields) {
    private static final Pattern FORM =
            Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input\\b([^>]*)>", Pattern.DOTALL);
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)=\"([^\"]*)\"");

    /**
     * @param page where it was found: its action may be relative
     * @param id the form's
     */
    public static HtmlForm find(URI page, String html, String id) {
        return FORM.matcher(html)
                .results()
                .map(form -> new Found(attributesOf(form.group(1)), form.group(2)))
                .filter(form -> id.equals(form.attributes().get("id")))
                .findFirst()
                .map(form -> form.at(page))
                .orElseThrow(() -> new AssertionError("no form " + id + " in " + html));
    }

    /** Sends it as a browser does. */
    public Answer submit() {
        return Http.postForm(action, fields);
    }

    /** A field that must be there. */
    public String field(String name) {
        return Optional.ofNullable(fields.get(name))
                .orElseThrow(() -> new AssertionError(name + " is none of " + fields.keySet()));
    }

    private record Found(Map<String, String> attributes, String inside) {
        HtmlForm at(URI page) {
            if (!"post".equals(attributes.get("method"))) {
                throw new AssertionError("the form is not posted: " + attributes);
            }
            var fields = new LinkedHashMap<String, String>();
            INPUT.matcher(inside)
                    .results()
                    .map(input -> attributesOf(input.group(1)))
                    .forEach(
                            input ->
                                    fields.put(
                                            input.getOrDefault("name", ""),
                                            input.getOrDefault("value", "")));
            return new HtmlForm(page.resolve(attributes.getOrDefault("action", "")), fields);
        }
    }

    private static Map<String, String> attributesOf(String tag) {
        var attributes = new LinkedHashMap<String, String>();
        ATTRIBUTE
                .matcher(tag)
                .results()
                .forEach(found -> attributes.put(found.group(1), plain(found.group(2))));
        return attributes;
    }

    private static String plain(String escaped) {
        return escaped.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#x27;", "'")
                .replace("&amp;", "&");
    }
}
