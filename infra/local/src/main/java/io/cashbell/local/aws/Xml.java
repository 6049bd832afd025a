package io.cashbell.local.aws;

import java.util.Map;
import java.util.UUID;

/** An answer of the AWS query protocol, written from the outside in. */
final class Xml {
    private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

    private final StringBuilder text = new StringBuilder(512);

    Xml element(String name, String value) {
        text.append('<').append(name).append('>');
        escape(value);
        text.append("</").append(name).append('>');
        return this;
    }

    Xml open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    Xml close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    Xml nest(String name, Xml content) {
        open(name);
        text.append(content.text);
        return close(name);
    }

    Xml attributes(Map<String, String> attributes) {
        open("Attributes");
        attributes.forEach(
                (key, value) ->
                        open("entry").element("key", key).element("value", value).close("entry"));
        return close("Attributes");
    }

    /** The whole answer of an action whose result is what was written so far. */
    String answer(String action) {
        return "<"
                + action
                + "Response xmlns=\""
                + NAMESPACE
                + "\"><"
                + action
                + "Result>"
                + text
                + "</"
                + action
                + "Result><ResponseMetadata><RequestId>"
                + UUID.randomUUID()
                + "</RequestId></ResponseMetadata></"
                + action
                + "Response>";
    }

    static String error(String code, String message, boolean sender) {
        var xml = new Xml();
        xml.text.append("<ErrorResponse xmlns=\"").append(NAMESPACE).append("\">");
        return xml.open("Error")
                .element("Type", sender ? "Sender" : "Receiver")
                .element("Code", code)
                .element("Message", message)
                .close("Error")
                .element("RequestId", UUID.randomUUID().toString())
                .close("ErrorResponse")
                .text
                .toString();
    }

    private void escape(String value) {
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                case '\r' -> text.append("&#xD;");
                default -> text.append(c);
            }
        }
    }
}
