package dev.laurel.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A parameter as the document declares it.
 *
 * @param name its name
 * @param place where it stands: path, query or header
 * @param integer whether it is a whole number, else a text
 * @param schema its schema
 * @param pattern what a text has to match; null if anything will do
 */
record Parameter(
        String name,
        String place,
        boolean integer,
        JsonObject schema,
        @Nullable Pattern pattern) {

    static Parameter of(JsonObject declared) {
        JsonObject schema = declared.getJsonObject("schema");
        String type = schema.getString("type");
        if (!type.equals("integer") && !type.equals("string")) {
            throw new IllegalStateException("openapi.json: the parameter " + declared.getString("name")
                    + " has the type " + type + ", and only integer and string can be read");
        }
        String pattern = schema.getString("pattern");
        return new Parameter(
                declared.getString("name"),
                declared.getString("in"),
                type.equals("integer"),
                schema,
                pattern == null ? null : Pattern.compile(pattern));
    }

    /**
     * Reads what was sent.
     *
     * @param sent what was sent; null if nothing
     * @return a Long or a String; null if nothing was sent and there is no default
     * @throws Problem if it is not as declared
     */
    @Nullable
    Object read(@Nullable String sent) {
        if (sent == null) {
            Object otherwise = schema.getValue("default");
            return integer && otherwise != null ? Long.valueOf(((Number) otherwise).longValue()) : otherwise;
        }
        return integer ? (Object) number(sent) : text(sent);
    }

    private Long number(String sent) {
        long least = schema.getLong("minimum", Long.MIN_VALUE);
        long most = schema.getLong("maximum", Long.MAX_VALUE);
        try {
            long number = Long.parseLong(sent);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, with what is expected.
        }
        throw Problem.parameter(name, "a whole number from " + least + " to " + most + " is expected here");
    }

    private String text(String sent) {
        JsonArray allowed = schema.getJsonArray("enum");
        if (allowed != null && !allowed.contains(sent)) {
            throw Problem.parameter(name, "one of " + allowed.encode() + " is expected here");
        }
        if (pattern != null && !pattern.matcher(sent).matches()) {
            throw Problem.parameter(name, "what matches " + pattern + " is expected here");
        }
        int most = schema.getInteger("maxLength", Integer.MAX_VALUE);
        if (sent.length() > most || sent.length() < schema.getInteger("minLength", 0)) {
            throw Problem.parameter(name, "at most " + most + " characters are expected here, not " + sent.length());
        }
        return sent;
    }
}
