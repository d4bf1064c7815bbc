package dev.laurel.plugin.webhook;

import dev.laurel.spi.activity.ObjectState;
import dev.laurel.spi.activity.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads what an entry of a mapping makes of a delivery. */
final class FormReader {
    static final List<String> ENTRY = List.of(
            "when",
            "each",
            "ignore",
            "activity",
            "id",
            "at",
            "roles",
            "object",
            "amount",
            "attributes",
            "text",
            "withdraws",
            "revision",
            "sequence");

    private static final List<String> ACTOR = List.of("id", "name", "attributes", "optional");
    private static final List<String> OBJECT = List.of("id", "type", "title", "parent", "author", "topics", "state");
    private static final List<String> AT = List.of("pointer", "format");
    private static final List<String> AMOUNT = List.of("pointer", "scale", "optional");
    private static final List<String> FORMATS =
            Stream.of(TimeForm.Format.values()).map(TimeForm.Format::word).toList();
    private static final List<String> STATES =
            Stream.of(ObjectState.values()).map(FormReader::word).toList();
    private static final List<String> STATE =
            Stream.concat(Stream.of("pointer"), STATES.stream()).toList();

    private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
    private static final Pattern NAME = Pattern.compile("(?=.{1,100}$)[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern LONG = Pattern.compile("-?[0-9]{1,18}");
    private static final String RECEIVED = "received";
    private static final int LARGEST_SCALE = 9;

    private final Problems problems;
    private final Pointers pointers;

    FormReader(Problems problems, Pointers pointers) {
        this.problems = problems;
        this.pointers = pointers;
    }

    /** {@return what an entry makes of a delivery; empty, and a problem noted, if something in it is wrong} */
    Optional<ActivityForm> form(Block entry, boolean inList) {
        entry.need("activity", "what kind of thing happened, such as order.placed; or else ignore: true");
        Node idNode = entry.need("id", "where the source's id stands, such as \"order-{/order/id}\"");
        Node atNode = entry.need("at", "where the time stands, or the word received");
        String type = type(entry);
        Value id = idNode == null ? null : pointers.filled(idNode, inList);
        TimeForm at = atNode == null ? null : time(atNode, inList);
        Map<Role, ActorForm> roles = roles(entry.get("roles"), inList);
        Node object = entry.get("object");
        Node amount = entry.get("amount");
        ActivityForm form = new ActivityForm(
                type == null ? "" : type,
                id == null ? new Value(List.of(), entry.place()) : id,
                at == null ? new TimeForm(null, TimeForm.Format.ISO, entry.place()) : at,
                roles,
                object == null ? null : object(object, inList),
                amount == null ? null : amount(amount, inList),
                attributes(entry.get("attributes"), inList),
                optional(entry.get("text"), inList),
                optional(entry.get("withdraws"), inList),
                optional(entry.get("revision"), inList),
                optional(entry.get("sequence"), inList));
        // What stands in for a missing part is never used: a problem has been noted, and the mapping is refused.
        return type == null || id == null || at == null ? Optional.empty() : Optional.of(form);
    }

    private @Nullable String type(Block entry) {
        String type = entry.text("activity", "a type of activity such as order.placed");
        Node node = entry.get("activity");
        if (type != null && node != null && !TYPE.matcher(type).matches()) {
            problems.add(
                    node,
                    "a type of activity is lower case letters, digits, dots, hyphens and underscores, at most 100, such as"
                            + " order.placed; not " + Nearest.quoted(type));
            return null;
        }
        return type;
    }

    private @Nullable Value optional(@Nullable Node node, boolean inList) {
        return node == null ? null : pointers.filled(node, inList);
    }

    private @Nullable TimeForm time(Node node, boolean inList) {
        if (node instanceof MappingNode) {
            return Block.read(node, "a time", problems, AT)
                    .map(block -> {
                        Node at = block.need("pointer", "where the time stands");
                        String word = pointers.word(block, "format", FORMATS);
                        Pointer pointer = at == null ? null : pointers.pointer(at, inList);
                        return new TimeForm(pointer, format(word), block.place());
                    })
                    .orElse(null);
        }
        String text = Block.text(node, "a pointer such as /order/placed-at, or the word received", problems);
        if (text == null) {
            return null;
        }
        if (text.equals(RECEIVED)) {
            return new TimeForm(null, TimeForm.Format.ISO, problems.place(node));
        }
        if (!Pointer.isMeant(text)) {
            problems.add(
                    node,
                    "wanted a pointer such as /order/placed-at here, or the word " + RECEIVED + ", not "
                            + Nearest.quoted(text) + "; the nearest is "
                            + (Nearest.isTypo(text, RECEIVED) ? RECEIVED : "/" + text.replace('.', '/')));
            return null;
        }
        Pointer pointer = pointers.pointer(node, inList);
        return pointer == null ? null : new TimeForm(pointer, TimeForm.Format.ISO, problems.place(node));
    }

    private static TimeForm.Format format(@Nullable String word) {
        return Stream.of(TimeForm.Format.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElse(TimeForm.Format.ISO);
    }

    private Map<Role, ActorForm> roles(@Nullable Node node, boolean inList) {
        Map<Role, ActorForm> roles = new LinkedHashMap<>();
        for (Map.Entry<String, Node> each :
                named(node, "roles and who has them", "a role").entrySet()) {
            ActorForm actor = actor(each.getValue(), inList);
            if (actor != null) {
                roles.put(Role.of(each.getKey()), actor);
            }
        }
        return roles;
    }

    /** {@return what stands under names that the author chooses, without those that are none} */
    private Map<String, Node> named(@Nullable Node node, String what, String name) {
        Map<String, Node> named = new LinkedHashMap<>();
        if (node != null) {
            Block.open(node, what, problems)
                    .ifPresent(block -> block.keys().forEach(key -> {
                        if (NAME.matcher(key).matches()) {
                            named.put(key, block.need(key, what));
                        } else {
                            problems.add(
                                    block.keyNode(key),
                                    name + " is lower case, words joined by hyphens, at most 100 characters; not "
                                            + Nearest.quoted(key));
                        }
                    }));
        }
        return named;
    }

    private @Nullable ActorForm actor(Node node, boolean inList) {
        if (node instanceof ScalarNode) {
            Value id = pointers.filled(node, inList);
            return id == null ? null : new ActorForm(id, null, Map.of(), false);
        }
        Optional<Block> read = Block.read(node, "somebody", problems, ACTOR);
        if (read.isEmpty()) {
            return null;
        }
        Block block = read.get();
        Node idNode = block.need("id", "where their id stands, such as /customer/id");
        Value id = idNode == null ? null : pointers.filled(idNode, inList);
        Value name = optional(block.get("name"), inList);
        Map<String, Value> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, Node> each : named(
                        block.get("attributes"), "attributes and their values", "an attribute")
                .entrySet()) {
            Value value = pointers.value(each.getValue(), inList);
            if (value != null) {
                attributes.put(each.getKey(), value);
            }
        }
        boolean optional = block.flag("optional");
        return id == null ? null : new ActorForm(id, name, attributes, optional);
    }

    private @Nullable ObjectForm object(Node node, boolean inList) {
        if (node instanceof ScalarNode) {
            Value id = pointers.filled(node, inList);
            return id == null ? null : new ObjectForm(id, null, null, null, null, List.of(), null);
        }
        Optional<Block> read = Block.read(node, "an object", problems, OBJECT);
        if (read.isEmpty()) {
            return null;
        }
        Block block = read.get();
        Node idNode = block.need("id", "where its id stands, such as \"product-{/product/id}\"");
        Value id = idNode == null ? null : pointers.filled(idNode, inList);
        Node typeNode = block.need("type", "what it is, such as product; who knows the id alone writes object: /id");
        Node parent = block.get("parent");
        Node author = block.get("author");
        Node state = block.get("state");
        List<Value> topics = new ArrayList<>();
        Node topicsNode = block.get("topics");
        for (Node each : topicsNode == null ? List.<Node>of() : Block.oneOrMany(topicsNode)) {
            Value topic = pointers.value(each, inList);
            if (topic != null) {
                topics.add(topic);
            }
        }
        ObjectForm form = new ObjectForm(
                id == null ? new Value(List.of(), block.place()) : id,
                typeNode == null ? null : pointers.value(typeNode, inList),
                optional(block.get("title"), inList),
                parent == null ? null : pointers.value(parent, inList),
                author == null ? null : actor(author, inList),
                List.copyOf(topics),
                state == null ? null : state(state, inList));
        return id == null ? null : form;
    }

    private @Nullable StateForm state(Node node, boolean inList) {
        Map<ObjectState, List<String>> words = new EnumMap<>(ObjectState.class);
        if (node instanceof MappingNode) {
            return Block.read(node, "a state", problems, STATE)
                    .map(block -> {
                        Node at = block.need("pointer", "where the source says whether the object is to be seen");
                        for (ObjectState state : ObjectState.values()) {
                            Node values = block.get(word(state));
                            if (values != null) {
                                words.put(
                                        state,
                                        Block.texts(values, "the words that stand for " + word(state), problems));
                            }
                        }
                        if (words.isEmpty()) {
                            problems.add(
                                    block.place(),
                                    "a state needs the words that stand for it: give at least one of "
                                            + String.join(", ", STATES));
                        }
                        return new StateForm(at == null ? null : pointers.pointer(at, inList), words, block.place());
                    })
                    .orElse(null);
        }
        String text = Block.text(node, "one of " + String.join(", ", STATES), problems);
        if (text == null) {
            return null;
        }
        if (!STATES.contains(text)) {
            problems.add(node, "state cannot be " + Problems.unknown(text, STATES));
            return null;
        }
        words.put(ObjectState.valueOf(text.toUpperCase(Locale.ROOT)), List.of());
        return new StateForm(null, words, problems.place(node));
    }

    private @Nullable AmountForm amount(Node node, boolean inList) {
        if (node instanceof ScalarNode) {
            Pointer pointer = pointers.pointer(node, inList);
            return pointer == null ? null : new AmountForm(pointer, 0, false, problems.place(node));
        }
        Optional<Block> read = Block.read(node, "an amount", problems, AMOUNT);
        if (read.isEmpty()) {
            return null;
        }
        Block block = read.get();
        Node at = block.need("pointer", "where the amount stands");
        Pointer pointer = at == null ? null : pointers.pointer(at, inList);
        String wanted = "a whole number from 0 to " + LARGEST_SCALE;
        String scale = block.text("scale", wanted);
        Node scaleNode = block.get("scale");
        if (scale != null && scaleNode != null && !scale.matches("[0-9]")) {
            problems.add(scaleNode, "wanted " + wanted + " here, not " + Nearest.quoted(scale));
            scale = null;
        }
        boolean optional = block.flag("optional");
        return pointer == null
                ? null
                : new AmountForm(pointer, scale == null ? 0 : Integer.parseInt(scale), optional, block.place());
    }

    private Map<String, AttributeForm> attributes(@Nullable Node node, boolean inList) {
        Map<String, AttributeForm> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, Node> each :
                named(node, "attributes and their values", "an attribute").entrySet()) {
            Node value = each.getValue();
            Object constant = value instanceof ScalarNode scalar ? constant(scalar) : null;
            Value filled = constant == null ? pointers.value(value, inList) : null;
            if (constant != null || filled != null) {
                attributes.put(each.getKey(), new AttributeForm(filled, constant, problems.place(value)));
            }
        }
        return attributes;
    }

    /** {@return the number or flag that stands there without quotes; null if it is a text} */
    private static @Nullable Object constant(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getTag().equals(Tag.BOOL)) {
            return text.equals("true");
        }
        if (scalar.getTag().equals(Tag.INT) && LONG.matcher(text).matches()) {
            return Long.parseLong(text);
        }
        return scalar.getTag().equals(Tag.FLOAT) && Double.isFinite(Double.parseDouble(text))
                ? (Object) Double.parseDouble(text)
                : null;
    }

    private static String word(ObjectState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
