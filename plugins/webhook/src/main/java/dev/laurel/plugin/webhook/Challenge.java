package dev.laurel.plugin.webhook;

import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.DeliveryRejectedException;
import dev.laurel.spi.activity.Receipt;
import dev.laurel.spi.config.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a source asks whether this address is ours: it sends a text and expects it back. By POST the text is in a signed
 * body; by GET it is a parameter, and another one is a token that both sides know.
 *
 * @param pointer where a body has the text; null if the source does not ask by POST
 * @param when what has to hold for a body to be a challenge
 * @param query the parameter with the text; null if the source does not ask by GET
 * @param token the parameter with the token; null if the source does not ask by GET
 */
record Challenge(
        @Nullable Pointer pointer,
        List<Condition> when,
        @Nullable String query,
        @Nullable String token) {
    /** What can be sent back as it is: it holds no markup and no line. */
    private static final Pattern ECHO = Pattern.compile("[A-Za-z0-9._~+/=-]{1,1000}");

    private static final String PLAIN = "text/plain";

    static Challenge ofSlack() {
        Condition verification =
                new Condition(null, Pointer.parse("/type"), Condition.Test.IS, List.of("url_verification"));
        return new Challenge(Pointer.parse("/challenge"), List.of(verification), null, null);
    }

    /** {@return the answer to a body that is a challenge; empty if it is none} */
    Optional<Receipt> answer(Scope scope) throws DeliveryRejectedException {
        Json found = pointer == null ? null : scope.find(pointer);
        if (found == null || !when.stream().allMatch(each -> each.holds(scope))) {
            return Optional.empty();
        }
        return Optional.of(echo(found instanceof Json.Text text ? text.text() : ""));
    }

    /** {@return the answer to a GET} */
    Receipt answer(Delivery delivery, Secret expected) throws DeliveryRejectedException {
        if (query == null || token == null) {
            throw new DeliveryRejectedException(
                    "METHOD_UNEXPECTED",
                    "a delivery comes by POST: if the source asks by GET whether it has found the right place, say in"
                            + " the mapping which parameter to answer with, challenge: {query: ..., token: ...}",
                    405);
        }
        List<String> tokens = parameter(delivery.path(), token);
        if (tokens.size() != 1
                || !MessageDigest.isEqual(
                        tokens.get(0).getBytes(StandardCharsets.UTF_8),
                        expected.reveal().getBytes(StandardCharsets.UTF_8))) {
            throw new DeliveryRejectedException(
                    "TOKEN_WRONG",
                    "the parameter " + token + " is not what the setting verify-token says: set the same text at the"
                            + " source",
                    401);
        }
        List<String> challenges = parameter(delivery.path(), query);
        return echo(challenges.size() == 1 ? challenges.get(0) : "");
    }

    private static Receipt echo(String text) throws DeliveryRejectedException {
        if (!ECHO.matcher(text).matches()) {
            throw new DeliveryRejectedException(
                    "CHALLENGE_UNREADABLE",
                    "the challenge is not a text of 1 to 1000 letters, digits and ._~+/=- and is not sent back: see at"
                            + " the source what it sends, and in the mapping where it is looked for");
        }
        return Receipt.of(List.of()).reply(200, PLAIN, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static List<String> parameter(String path, String name) throws DeliveryRejectedException {
        List<String> values = new ArrayList<>();
        int question = path.indexOf('?');
        for (String each :
                question < 0 ? new String[0] : path.substring(question + 1).split("&", -1)) {
            int equals = each.indexOf('=');
            if (equals > 0 && decoded(each.substring(0, equals)).equals(name)) {
                values.add(decoded(each.substring(equals + 1)));
            }
        }
        return values;
    }

    private static String decoded(String text) throws DeliveryRejectedException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new DeliveryRejectedException(
                    "QUERY_UNREADABLE", "the query has a % without two hexadecimal digits: see what the source sends");
        }
    }
}
