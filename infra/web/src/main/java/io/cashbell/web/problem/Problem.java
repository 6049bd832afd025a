package io.cashbell.web.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One problem detail, as it is answered.
 *
 * @param instance path of the request, without its query: a query string may hold a token
 * @param extra members beside the standard ones; they never replace one of those
 */
public record Problem(
        ProblemType type,
        String detail,
        String instance,
        List<FieldError> errors,
        Map<String, ?> extra) {

    static Problem of(ProblemType type, String detail, String instance) {
        return new Problem(type, detail, instance, List.of(), Map.of());
    }

    static Problem of(ProblemException refusal, String instance) {
        return new Problem(
                refusal.type(), refusal.detail(), instance, refusal.errors(), refusal.extra());
    }

    /** Members of the JSON object, in the order in which people read them. */
    Map<String, Object> members() {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", ProblemType.URI_PREFIX + type.slug());
        members.put("title", type.title());
        members.put("status", type.status());
        members.put("detail", detail);
        members.put("instance", instance);
        if (!errors.isEmpty()) {
            members.put("errors", errors.stream().map(Problem::member).toList());
        }
        extra.forEach(members::putIfAbsent);
        return members;
    }

    // A plain map: the service's mapper may know nothing of our records.
    private static Map<String, String> member(FieldError error) {
        var member = new LinkedHashMap<String, String>();
        member.put("pointer", error.pointer());
        member.put("detail", error.detail());
        return member;
    }
}
