package dev.laurel.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads bodies. What is not as the document says is told with a JSON pointer. */
final class Body {
    private static final Pattern PLACE = Pattern.compile("line: (\\d+), column: (\\d+)");

    private Body() {}

    /**
     * Reads a body.
     *
     * @param body what was sent
     * @param having what is expected in the object, with a space at its end; may be empty
     * @throws Problem if it is not a JSON object
     */
    static JsonObject decoded(@Nullable Buffer body, String having) {
        if (body == null || body.length() == 0) {
            throw Problem.body("", "a JSON object " + having + "is expected here, and there is nothing");
        }
        try {
            return body.toJsonObject();
        } catch (DecodeException e) {
            throw Problem.body("", "this is not a JSON object" + where(e));
        }
    }

    /** {@return where the parser stopped, if it says so; the rest of what it says is for whoever wrote it} */
    private static String where(DecodeException failure) {
        Matcher place = PLACE.matcher(String.valueOf(failure.getMessage()));
        return place.find() ? ": look at line " + place.group(1) + ", column " + place.group(2) : "";
    }

    static String text(JsonObject json, String name, String at) {
        if (json.getValue(name) instanceof String text) {
            return text;
        }
        throw Problem.body(at + "/" + escaped(name), "a text is expected here");
    }

    static long number(JsonObject json, String name, String at) {
        Object value = json.getValue(name);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw Problem.body(at + "/" + escaped(name), "a whole number of at most 63 bits is expected here");
    }

    static JsonObject object(@Nullable Object value, String at) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw Problem.body(at, "a JSON object is expected here");
    }

    static JsonArray array(@Nullable Object value, String at) {
        if (value instanceof JsonArray array) {
            return array;
        }
        throw Problem.body(at, "a JSON array is expected here");
    }

    static void known(JsonObject json, Set<String> names, String at) {
        for (String name : json.fieldNames()) {
            if (!names.contains(name)) {
                throw Problem.body(
                        at + "/" + escaped(name),
                        names.isEmpty()
                                ? "nothing is expected here"
                                : "this is not known here, only "
                                        + String.join(
                                                ", ", names.stream().sorted().toList()));
            }
        }
    }

    /** As a JSON pointer writes it (RFC 6901). */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
