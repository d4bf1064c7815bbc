package dev.laurel.plugin.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JSON pointer (RFC 6901). Behind a dot it starts at the element of {@code each} instead of the whole body.
 *
 * @param ofElement whether it starts at the element
 * @param tokens the names and indexes to follow
 */
record Pointer(boolean ofElement, List<String> tokens) {
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final Pattern BAD_ESCAPE = Pattern.compile("~(?![01])");

    /** {@return whether a text is meant to be a pointer} */
    static boolean isMeant(String text) {
        return text.startsWith("/") || text.equals(".") || text.startsWith("./");
    }

    /**
     * Reads a pointer.
     *
     * @param text the pointer
     * @return it, parsed
     * @throws IllegalArgumentException if it is not one; the message says why, as the rest of a sentence
     */
    static Pointer parse(String text) {
        boolean ofElement = text.startsWith(".");
        String path = ofElement ? text.substring(1) : text;
        if (!path.isEmpty() && !path.startsWith("/")) {
            throw new IllegalArgumentException("a pointer begins with / or, within an element, with ./");
        }
        if (BAD_ESCAPE.matcher(path).find()) {
            throw new IllegalArgumentException("in a pointer ~ is written ~0, and / within a name ~1");
        }
        List<String> tokens = new ArrayList<>();
        for (int from = 0; from < path.length(); ) {
            int slash = path.indexOf('/', from + 1);
            int to = slash < 0 ? path.length() : slash;
            tokens.add(path.substring(from + 1, to).replace("~1", "/").replace("~0", "~"));
            from = to;
        }
        return new Pointer(ofElement, List.copyOf(tokens));
    }

    /** {@return what it points at, or null if there is nothing} */
    @Nullable
    Json find(Json from) {
        Json at = from;
        for (String token : tokens) {
            Json next = null;
            if (at instanceof Json.Members object) {
                next = object.members().get(token);
            } else if (at instanceof Json.Items list && INDEX.matcher(token).matches()) {
                int index = Integer.parseInt(token);
                next = index < list.items().size() ? list.items().get(index) : null;
            }
            if (next == null) {
                return null;
            }
            at = next;
        }
        return at;
    }

    /** {@return the pointer without the dot} */
    String path() {
        return tokens.stream()
                .map(token -> "/" + token.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return ofElement ? "." + path() : path();
    }
}
