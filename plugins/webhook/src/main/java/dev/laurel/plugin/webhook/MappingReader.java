package dev.laurel.plugin.webhook;

import dev.laurel.spi.config.InvalidConfigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads a mapping: the file, its entries and their conditions. What an entry makes of a delivery, {@link FormReader} reads. */
final class MappingReader {
    /** More than anybody writes by hand. */
    static final int LONGEST = 1_000_000;

    private static final List<String> KEYS = List.of("unmapped", "delivery", "challenge", "entries");
    private static final List<String> UNMAPPED = List.of("reject", "ignore");
    private static final List<String> CONDITION = List.of("header", "pointer", "is", "not", "exists");
    private static final List<String> CHALLENGE = List.of("pointer", "when", "query", "token");
    private static final List<String> DELIVERY = List.of("header", "pointer");

    private final String file;
    private final Problems problems;
    private final Pointers pointers;
    private final FormReader forms;

    private MappingReader(String file) {
        this.file = file;
        this.problems = new Problems(file);
        this.pointers = new Pointers(problems);
        this.forms = new FormReader(problems, pointers);
    }

    /**
     * Reads a mapping.
     *
     * @param path the file
     * @return the mapping
     * @throws InvalidConfigException if it cannot be used; it has all problems, each with file, line and column
     */
    static Mapping read(Path path) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            throw new InvalidConfigException(List.of("setting mapping: the file " + path + " cannot be read ("
                    + e.getClass().getSimpleName() + "): name a YAML file that is there and may be read"));
        }
        try {
            return read(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString(),
                    path.toString());
        } catch (CharacterCodingException e) {
            throw new InvalidConfigException(
                    List.of("setting mapping: the file " + path + " is not UTF-8: save it so"));
        }
    }

    /** Reads a mapping from its text. */
    static Mapping read(String yaml, String file) {
        MappingReader reader = new MappingReader(file);
        Node root = reader.compose(yaml);
        Mapping mapping = root == null ? null : reader.mapping(root);
        reader.problems.check();
        if (mapping == null) {
            throw new IllegalStateException("a mapping that cannot be read has a problem");
        }
        return mapping;
    }

    private @Nullable Node compose(String yaml) {
        if (yaml.length() > LONGEST) {
            problems.add(
                    new Place(file, 1, 1),
                    "the mapping is longer than " + LONGEST + " characters: make it shorter, or two connectors of it");
            return null;
        }
        try {
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setLabel(file).build()).composeString(yaml);
            if (root.isEmpty()) {
                problems.add(new Place(file, 1, 1), "the mapping is empty; write at least one entry, under entries:");
            }
            return root.orElse(null);
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(problems::place).orElse(new Place(file, 1, 1));
            problems.add(place, "this is not YAML: " + e.getProblem() + "; see to indentation, quotes and brackets");
        } catch (YamlEngineException e) {
            problems.add(new Place(file, 1, 1), "this is not YAML: " + e.getMessage());
        }
        return null;
    }

    private @Nullable Mapping mapping(Node root) {
        Optional<Block> read = Block.read(root, "a mapping", problems, KEYS);
        if (read.isEmpty()) {
            return null;
        }
        Block block = read.get();
        String unmapped = pointers.word(block, "unmapped", UNMAPPED);
        Node entriesNode = block.need("entries", "the list of what the deliveries mean");
        List<Entry> entries = new ArrayList<>();
        if (entriesNode instanceof SequenceNode list && !list.getValue().isEmpty()) {
            list.getValue().forEach(each -> entry(each).ifPresent(entries::add));
        } else if (entriesNode != null) {
            problems.add(entriesNode, "wanted a list of entries here, at least one");
        }
        return new Mapping(
                file,
                List.copyOf(entries),
                !"ignore".equals(unmapped),
                Optional.ofNullable(block.get("challenge")).flatMap(this::challenge),
                Optional.ofNullable(block.get("delivery")).flatMap(this::delivery));
    }

    private Optional<Entry> entry(Node node) {
        return Block.read(node, "an entry", problems, FormReader.ENTRY).map(block -> {
            Pointer each = each(block);
            Node when = block.get("when");
            List<Condition> conditions = when == null ? List.of() : conditions(when, each != null);
            ActivityForm form = null;
            if (block.flag("ignore")) {
                for (String key : block.keys()) {
                    if (!List.of("when", "each", "ignore").contains(key)) {
                        problems.add(
                                block.keyNode(key),
                                "an entry with ignore: true makes nothing of a delivery, so " + key
                                        + " has no meaning here: remove one of the two");
                    }
                }
            } else {
                form = forms.form(block, each != null).orElse(null);
            }
            return new Entry(conditions, each, form, block.place());
        });
    }

    private @Nullable Pointer each(Block block) {
        Node node = block.get("each");
        if (node instanceof ScalarNode scalar
                && scalar.getValue().isEmpty()
                && scalar.getTag().equals(Tag.STR)) {
            // The empty pointer is the body itself, for sources that send a list.
            return Pointer.parse("");
        }
        return node == null ? null : pointers.pointer(node, false);
    }

    private List<Condition> conditions(Node node, boolean inList) {
        List<Condition> conditions = new ArrayList<>();
        List<Node> nodes = Block.oneOrMany(node);
        if (nodes.isEmpty()) {
            problems.add(node, "wanted a condition here, at least one");
        }
        for (Node each : nodes) {
            Block.read(each, "a condition", problems, CONDITION)
                    .flatMap(block -> condition(block, inList))
                    .ifPresent(conditions::add);
        }
        return conditions;
    }

    private Optional<Condition> condition(Block block, boolean inList) {
        long tests = List.of("is", "not", "exists").stream().filter(block::has).count();
        if (block.has("header") == block.has("pointer")) {
            problems.add(block.place(), "a condition looks at one thing: give it either header or pointer");
            return Optional.empty();
        }
        if (tests != 1) {
            problems.add(block.place(), "a condition asks one thing: give it one of is, not, exists");
            return Optional.empty();
        }
        String header = block.text("header", "the name of a header");
        Node at = block.get("pointer");
        Pointer pointer = at == null ? null : pointers.pointer(at, inList);
        if (header == null && pointer == null) {
            return Optional.empty();
        }
        if (block.has("exists")) {
            Condition.Test test = block.flag("exists") ? Condition.Test.THERE : Condition.Test.ABSENT;
            return Optional.of(new Condition(header, pointer, test, List.of()));
        }
        boolean is = block.has("is");
        Node wanted = block.need(is ? "is" : "not", "a value or a list of values");
        List<String> values = wanted == null ? List.of() : Block.texts(wanted, "a value or a list of values", problems);
        return Optional.of(
                new Condition(header, pointer, is ? Condition.Test.IS : Condition.Test.NOT, List.copyOf(values)));
    }

    private Optional<Challenge> challenge(Node node) {
        return Block.read(node, "a challenge", problems, CHALLENGE).map(block -> {
            if (block.has("query") != block.has("token")) {
                problems.add(
                        block.place(),
                        "query and token go together: the parameter to answer with, and the one with the token that the"
                                + " setting verify-token says");
            }
            if (!block.has("query") && !block.has("pointer")) {
                problems.add(block.place(), "a challenge needs the key pointer, or the keys query and token");
            }
            Node at = block.get("pointer");
            Node when = block.get("when");
            return new Challenge(
                    at == null ? null : pointers.pointer(at, false),
                    when == null ? List.of() : conditions(when, false),
                    block.text("query", "the name of a parameter"),
                    block.text("token", "the name of a parameter"));
        });
    }

    private Optional<DeliveryId> delivery(Node node) {
        return Block.read(node, "the id of a delivery", problems, DELIVERY).flatMap(block -> {
            if (block.has("header") == block.has("pointer")) {
                problems.add(block.place(), "the id of a delivery stands in one place: give either header or pointer");
                return Optional.empty();
            }
            String header = block.text("header", "the name of a header");
            Node at = block.get("pointer");
            Pointer pointer = at == null ? null : pointers.pointer(at, false);
            return header == null && pointer == null ? Optional.empty() : Optional.of(new DeliveryId(header, pointer));
        });
    }
}
