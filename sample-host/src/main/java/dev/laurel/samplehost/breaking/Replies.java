package dev.laurel.samplehost.breaking;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads what the API answers. */
final class Replies {
    private Replies() {}

    /**
     * What is in the way of a call.
     *
     * @param status the status
     * @param code the code
     * @param detail the sentence
     */
    record Refusal(int status, String code, String detail) {}

    /** {@return what became of each activity: the outcome, and a code if there is one} */
    static List<String> outcomes(String body) {
        return new JsonObject(body)
                .getJsonArray("outcomes").stream()
                        .map(JsonObject.class::cast)
                        .map(each -> each.getString("outcome") + " " + each.getString("code", ""))
                        .map(String::strip)
                        .toList();
    }

    /** {@return the problem that a body tells; empty if it tells none} */
    static Optional<Refusal> refusal(String body) {
        try {
            JsonObject json = new JsonObject(body);
            boolean whole = json.getValue("status") instanceof Integer
                    && json.getValue("code") instanceof String
                    && json.getValue("detail") instanceof String;
            return whole
                    ? Optional.of(
                            new Refusal(json.getInteger("status"), json.getString("code"), json.getString("detail")))
                    : Optional.empty();
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    /** {@return a member's balance in a unit} */
    static long balance(String body, String unit) {
        return new JsonObject(body).getJsonObject("balances").getLong(unit, 0L);
    }

    /** {@return the lines of a member's ledger} */
    static List<Judge.Line> lines(String body) {
        return new JsonObject(body)
                .getJsonArray("entries").stream()
                        .map(JsonObject.class::cast)
                        .map(each -> new Judge.Line(
                                each.getString("unit"),
                                each.getLong("amount"),
                                Instant.parse(each.getString("happened"))))
                        .toList();
    }
}
