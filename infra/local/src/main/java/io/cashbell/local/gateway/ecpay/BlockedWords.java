package io.cashbell.local.gateway.ecpay;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What ECPay's firewall refuses in ItemName and TradeDesc: command words and HTML tags. Section 3
 * names these ten and speaks of "about 30 others"; only the named ones are here, as whole words.
 */
final class BlockedWords {
    private static final Pattern COMMAND =
            Pattern.compile(
                    "(?<![a-z0-9])(echo|python|cmd|wget|curl|bash|powershell|exec|eval|system)(?![a-z0-9])",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("</?[a-z!][^>]*>", Pattern.CASE_INSENSITIVE);

    private BlockedWords() {}

    static void check(Map<String, String> fields) {
        for (var name : new String[] {"ItemName", "TradeDesc"}) {
            find(fields.getOrDefault(name, ""))
                    .ifPresent(
                            found -> {
                                throw new RefusedException(
                                        Refusal.blockedWord(name + " holds " + found));
                            });
        }
    }

    private static Optional<String> find(String text) {
        var command = COMMAND.matcher(text);
        if (command.find()) {
            return Optional.of("the command word \"" + command.group() + "\"");
        }
        return TAG.matcher(text).find() ? Optional.of("an HTML tag") : Optional.empty();
    }
}
