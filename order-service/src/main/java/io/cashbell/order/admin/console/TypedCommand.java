package io.cashbell.order.admin.console;

import java.util.Map;

/**
 * What somebody typed into a form of an order. Where the command is refused, its form is opened
 * with it again.
 *
 * @param command which form it was; empty for none
 */
public record TypedCommand(String command, Map<String, String> fields) {
    static final TypedCommand NONE = new TypedCommand("", Map.of());

    public TypedCommand {
        fields = Map.copyOf(fields);
    }

    /** What a field of that form is opened with; empty where nothing was typed into it. */
    public String in(String form, String field) {
        return in(form, field, "");
    }

    /** What a field of that form is opened with. */
    public String in(String form, String field, String otherwise) {
        return command.equals(form) ? fields.getOrDefault(field, otherwise) : otherwise;
    }
}
