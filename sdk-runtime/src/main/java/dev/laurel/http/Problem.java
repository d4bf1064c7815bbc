package dev.laurel.http;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;

/** What is in the way of a request: becomes problem details (RFC 9457). */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Map<String, String> ENGLISH = Map.ofEntries(
            Map.entry("NOT_FOUND", "There is no such thing"),
            Map.entry("METHOD_NOT_ALLOWED", "Not with this method"),
            Map.entry("BAD_ADDRESS", "The address is not right"),
            Map.entry("BAD_PARAMETER", "A parameter is not right"),
            Map.entry("BAD_BODY", "The body is not right"),
            Map.entry("BODY_TOO_LARGE", "The body is too large"),
            Map.entry("BODY_GONE", "The body has been read already"),
            Map.entry("NOT_JSON", "The body is not JSON"),
            Map.entry("CANNOT_BE_ASKED", "This cannot be asked"),
            Map.entry("NOTHING_TO_WAIVE", "There is nothing to waive"),
            Map.entry("UNKNOWN_CALLER", "Say who you are"),
            Map.entry("NOT_ALLOWED", "This is not for you"),
            Map.entry("OTHER_ORIGIN", "The request comes from another site"),
            Map.entry("UNAVAILABLE", "Not now"),
            Map.entry("FAILED", "Something went wrong here"));

    private static final Map<String, String> FRENCH = Map.ofEntries(
            Map.entry("NOT_FOUND", "Cela n'existe pas"),
            Map.entry("METHOD_NOT_ALLOWED", "Pas avec cette méthode"),
            Map.entry("BAD_ADDRESS", "L'adresse ne convient pas"),
            Map.entry("BAD_PARAMETER", "Un paramètre ne convient pas"),
            Map.entry("BAD_BODY", "Le corps ne convient pas"),
            Map.entry("BODY_TOO_LARGE", "Le corps est trop grand"),
            Map.entry("BODY_GONE", "Le corps a déjà été lu"),
            Map.entry("NOT_JSON", "Le corps n'est pas du JSON"),
            Map.entry("CANNOT_BE_ASKED", "Cela ne peut pas être demandé"),
            Map.entry("NOTHING_TO_WAIVE", "Il n'y a rien à abandonner"),
            Map.entry("UNKNOWN_CALLER", "Dites qui vous êtes"),
            Map.entry("NOT_ALLOWED", "Ceci n'est pas pour vous"),
            Map.entry("OTHER_ORIGIN", "La requête vient d'un autre site"),
            Map.entry("UNAVAILABLE", "Pas maintenant"),
            Map.entry("FAILED", "Une erreur s'est produite ici"));

    private final int status;
    private final String code;
    private final String parameter;
    private final String pointer;

    private Problem(int status, String code, String detail, String parameter, String pointer) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.parameter = parameter;
        this.pointer = pointer;
    }

    static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, "", "");
    }

    static Problem parameter(String name, String detail) {
        return new Problem(400, "BAD_PARAMETER", name + ": " + detail, name, "");
    }

    /** Something in the body is not right; an empty pointer is the body itself. */
    static Problem body(String pointer, String detail) {
        return new Problem(400, "BAD_BODY", (pointer.isEmpty() ? "the body" : pointer) + ": " + detail, "", pointer);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    JsonObject json(Locale locale) {
        Map<String, String> titles = locale.getLanguage().equals("fr") ? FRENCH : ENGLISH;
        JsonObject json = new JsonObject()
                .put(
                        "type",
                        "urn:laurel:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("status", status)
                .put("code", code)
                .put("title", titles.getOrDefault(code, code))
                .put("detail", getMessage());
        if (!parameter.isEmpty()) {
            json.put("parameter", parameter);
        }
        if (code.equals("BAD_BODY")) {
            json.put("pointer", pointer);
        }
        return json;
    }
}
