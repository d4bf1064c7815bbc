package dev.laurel.plugin.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads pointers, values and words out of a mapping, and notes what is wrong with them. */
final class Pointers {
    private static final String POINTER = "a JSON pointer such as /order/id";
    private static final String VALUE = "a pointer such as /order/id, or a text with pointers such as \"order-{/id}\"";

    private final Problems problems;

    Pointers(Problems problems) {
        this.problems = problems;
    }

    /** {@return the pointer that stands there; null and a problem if none does} */
    @Nullable
    Pointer pointer(Node node, boolean inList) {
        String text = Block.text(node, POINTER, problems);
        if (text == null) {
            return null;
        }
        if (!Pointer.isMeant(text)) {
            String hint = text.isEmpty() || text.startsWith("{") ? "" : "; the nearest is /" + text.replace('.', '/');
            problems.add(node, "wanted " + POINTER + " here, not " + Nearest.quoted(text) + hint);
            return null;
        }
        try {
            Pointer pointer = Pointer.parse(text);
            return isUsable(pointer, node, inList) ? pointer : null;
        } catch (IllegalArgumentException e) {
            problems.add(node, "this is no JSON pointer (RFC 6901): " + e.getMessage());
            return null;
        }
    }

    /** {@return a value in which at least one pointer stands; null and a problem if none does} */
    @Nullable
    Value filled(Node node, boolean inList) {
        Value value = value(node, inList);
        if (value != null && value.pointers().isEmpty()) {
            String text = String.valueOf(Block.text(node, VALUE, problems));
            String hint = text.isEmpty() ? "" : "; the nearest is /" + text.replace('.', '/');
            problems.add(node, "wanted " + VALUE + " here, not the constant " + Nearest.quoted(text) + hint);
            return null;
        }
        return value;
    }

    /** {@return a value, constant or not; null and a problem if none stands there} */
    @Nullable
    Value value(Node node, boolean inList) {
        String text = Block.text(node, VALUE, problems);
        if (text == null) {
            return null;
        }
        if (text.isBlank()) {
            problems.add(node, "wanted " + VALUE + " here, not a blank text");
            return null;
        }
        try {
            Value value = Value.parse(text, problems.place(node));
            return value.pointers().stream().allMatch(pointer -> isUsable(pointer, node, inList)) ? value : null;
        } catch (IllegalArgumentException e) {
            problems.add(node, Nearest.quoted(text) + " cannot be read: " + e.getMessage());
            return null;
        }
    }

    /** {@return the word of a key, one of a few; null, and a problem if another stands there} */
    @Nullable
    String word(Block block, String key, List<String> words) {
        String text = block.text(key, "one of " + String.join(", ", words));
        Node node = block.get(key);
        if (text != null && node != null && !words.contains(text)) {
            problems.add(node, key + " cannot be " + Problems.unknown(text, words));
            return null;
        }
        return text;
    }

    private boolean isUsable(Pointer pointer, Node node, boolean inList) {
        if (pointer.ofElement() && !inList) {
            problems.add(
                    node,
                    "the pointer " + Nearest.quoted(pointer.toString())
                            + " starts at the element of a list, and there is none here: write "
                            + Nearest.quoted(pointer.path()) + ", or name the list in the key each of the entry");
            return false;
        }
        return true;
    }
}
