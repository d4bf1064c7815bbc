package dev.laurel.plugin.webhook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Keys and values of a mapping file that belong together, and what is wrong with how they are written. */
final class Block {
    private final Node node;
    private final String what;
    private final Problems problems;
    private final Map<String, Node> values;

    private Block(Node node, String what, Problems problems, Map<String, Node> values) {
        this.node = node;
        this.what = what;
        this.problems = problems;
        this.values = values;
    }

    /**
     * Reads a block of which the keys are known.
     *
     * @param node what stands there
     * @param what what it is, for people: "an entry"
     * @param problems where to note what is wrong
     * @param keys the keys that may stand there
     * @return the block; empty if there is none
     */
    static Optional<Block> read(Node node, String what, Problems problems, List<String> keys) {
        Optional<Block> read = open(node, what + ", with the keys " + String.join(", ", keys), problems);
        return read.map(any -> {
            Map<String, Node> known = new LinkedHashMap<>(any.values);
            any.values.forEach((key, value) -> {
                if (!keys.contains(key)) {
                    known.remove(key);
                    problems.add(keyNode(node, key), what + " has no key " + Problems.unknown(key, keys));
                }
            });
            return new Block(node, what, problems, known);
        });
    }

    /** Reads a block whose keys are names that the author chooses. */
    static Optional<Block> open(Node node, String what, Problems problems) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(node, "wanted " + what + " here, not " + noun(node));
            return Optional.empty();
        }
        Map<String, Node> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(tuple.getKeyNode(), "a key is a word, not " + noun(tuple.getKeyNode()));
            } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
                problems.add(key, "the key " + Nearest.quoted(key.getValue()) + " stands here twice: remove one");
            }
        }
        return Optional.of(new Block(node, what, problems, values));
    }

    /** {@return where the block begins} */
    Place place() {
        return problems.place(node);
    }

    /** {@return whether a key stands there} */
    boolean has(String key) {
        return values.containsKey(key);
    }

    /** {@return the keys, in their order} */
    List<String> keys() {
        return List.copyOf(values.keySet());
    }

    /** {@return the place of a key} */
    Node keyNode(String key) {
        return keyNode(node, key);
    }

    /** {@return the value of a key, or null} */
    @Nullable
    Node get(String key) {
        return values.get(key);
    }

    /** {@return the value of a key that has to be there; a problem and null if it is not} */
    @Nullable
    Node need(String key, String wanted) {
        Node value = values.get(key);
        if (value == null) {
            problems.add(node, what + " needs the key " + key + ": " + wanted);
        }
        return value;
    }

    /** {@return the text of a key; null, and a problem if something else stands there} */
    @Nullable
    String text(String key, String wanted) {
        Node value = values.get(key);
        return value == null ? null : text(value, wanted, problems);
    }

    /** {@return whether a key says true; a problem if it says neither true nor false} */
    boolean flag(String key) {
        Node value = values.get(key);
        String text = value == null ? null : text(value, "true or false", problems);
        if (value != null && text != null && !text.equals("true") && !text.equals("false")) {
            problems.add(value, "wanted true or false here, not " + Nearest.quoted(text));
        }
        return "true".equals(text);
    }

    /** {@return the text of a node; null and a problem if it is none} */
    static @Nullable String text(Node node, String wanted, Problems problems) {
        if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            if (!scalar.getTag().getValue().startsWith(Tag.PREFIX)) {
                problems.add(
                        node,
                        "the tag " + Nearest.quoted(scalar.getTag().getValue()) + " means nothing here: remove it");
            }
            return scalar.getValue();
        }
        String hint = node instanceof MappingNode mapping && isTemplate(mapping)
                ? "; what begins with { stands in quotes, such as \"{/id}\""
                : "";
        problems.add(node, "wanted " + wanted + " here, not " + noun(node) + hint);
        return null;
    }

    /** {@return the nodes of a list, or the one node as a list of itself} */
    static List<Node> oneOrMany(Node node) {
        return node instanceof SequenceNode list ? list.getValue() : List.of(node);
    }

    /** {@return the texts of a list of texts or of a single one} */
    static List<String> texts(Node node, String wanted, Problems problems) {
        List<String> texts = new ArrayList<>();
        List<Node> nodes = oneOrMany(node);
        if (nodes.isEmpty()) {
            problems.add(node, "wanted " + wanted + " here, not an empty list");
        }
        for (Node each : nodes) {
            String text = text(each, wanted, problems);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static Node keyNode(Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key)) {
                    return scalar;
                }
            }
        }
        return node;
    }

    /** {@code {/id}} without quotes is YAML for an object with the key /id. */
    private static boolean isTemplate(MappingNode mapping) {
        return mapping.getValue().stream()
                .anyMatch(tuple -> tuple.getKeyNode() instanceof ScalarNode key && Pointer.isMeant(key.getValue()));
    }

    private static String noun(Node node) {
        if (node instanceof MappingNode) {
            return "keys and values";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        return node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)
                ? "the text " + Nearest.quoted(scalar.getValue())
                : "nothing";
    }
}
