package dev.laurel.reputation;

import dev.laurel.log.Dictionary;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Badge;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.RuleSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the rules declare, arranged so that the fold finds by type and role what it has to touch and whom to ask. Rules
 * of one set that declare a counter or limit of one name share it.
 */
final class Plan {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final LimitSlot[] NO_LIMITS = new LimitSlot[0];

    /** A rule and the numbers of what it declares. */
    static final class Rule {
        final int index;
        final RuleDeclaration declaration;
        private final Counter[] counters;
        private final Slot[] slots;
        int name = -1;
        int version = -1;
        /** What the timeline says of the rule, kept by the timeline. */
        Timeline.@Nullable Stretches stretches;

        private LimitSlot[] limits = NO_LIMITS;
        private int[] objectTypes = new int[0];

        Rule(int index, RuleDeclaration declaration, Plan plan) {
            this.index = index;
            this.declaration = declaration;
            RuleSpec spec = declaration.spec();
            String set = set(declaration.name());
            spec.limits().forEach(limit -> plan.check(set, limit));
            this.counters = spec.counters().toArray(Counter[]::new);
            this.slots = spec.counters().stream()
                    .map(counter -> plan.slot(set, counter))
                    .toArray(Slot[]::new);
        }

        private void bind(Dictionary dictionary, LimitSlot[] slots) {
            name = dictionary.number(declaration.name());
            version = dictionary.number(versionWord(declaration));
            limits = slots;
            objectTypes = declaration.spec().objectTypes().stream()
                    .mapToInt(dictionary::number)
                    .toArray();
        }

        /** {@return the limits that the rule declares; known once the log has been read} */
        LimitSlot[] limits() {
            return limits;
        }

        /** {@return the slot of a counter that the rule declares, or null} */
        @Nullable
        Slot slot(Counter counter) {
            for (int i = 0; i < counters.length; i++) {
                if (counters[i].equals(counter)) {
                    return slots[i];
                }
            }
            return null;
        }

        boolean readsObject() {
            for (Slot slot : slots) {
                if (slot.isOfObject()) {
                    return true;
                }
            }
            return false;
        }

        boolean isAbout(int objectType) {
            if (objectTypes.length == 0) {
                return true;
            }
            for (int type : objectTypes) {
                if (type == objectType) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A counter: for members its place in their state, for objects its place in the table of objects. */
    record Slot(int index, String name, Counter counter) {
        boolean isOfObject() {
            return counter.scope() == Counter.Scope.OBJECT;
        }
    }

    /** A limit as one or more versions of rules declared it, and its place in the members' state. */
    static final class LimitSlot {
        final int index;
        final Limit limit;
        final String fullName;
        /** How many other limits have had the name before. */
        final int variant;
        /** The versions that declare it. */
        final List<Timeline.Version> declarers = new ArrayList<>();

        int name = -1;
        int unit = -1;
        int version = -1;

        LimitSlot(int index, Limit limit, String fullName, int variant) {
            this.index = index;
            this.limit = limit;
            this.fullName = fullName;
            this.variant = variant;
        }

        private void bind(Dictionary dictionary, String pluginVersion) {
            name = dictionary.number(fullName);
            version = dictionary.number(fullName + "\n" + limit + "\n" + pluginVersion);
            unit = limit.currency().isEmpty() ? -1 : dictionary.number("points/" + limit.currency());
        }
    }

    /** A counter that a type of activity moves, and by how much. */
    record Touch(Slot slot, long weight) {}

    /** Whom to ask and what to touch for a type and role. */
    @SuppressWarnings("ArrayRecordComponent") // walked for every participation, never compared
    record Listening(Rule[] rules, Touch[] touches, boolean readsObject) {}

    final List<Rule> rules = new ArrayList<>();
    final List<Slot> memberSlots = new ArrayList<>();
    final List<Slot> objectSlots = new ArrayList<>();
    final List<LimitSlot> limits = new ArrayList<>();
    private final Dictionary dictionary;
    private final Map<String, Slot> slotsByName = new LinkedHashMap<>();
    private final Map<String, Limit> limitsByName = new HashMap<>();
    private final Map<Timeline.Version, LimitSlot[]> limitsByVersion = new HashMap<>();
    private final Map<Integer, LimitSlot[]> limitsByWord = new HashMap<>();
    private Listening[][] listening = new Listening[0][];
    private Touch[][] objectTouches = new Touch[0][];
    private final BitSet looked = new BitSet();
    private final BitSet reading = new BitSet();
    private LimitSlot[][] floors = new LimitSlot[0][];
    private long fingerprint;

    Plan(List<RuleDeclaration> declarations, Dictionary dictionary) {
        this.dictionary = dictionary;
        for (RuleDeclaration declaration : declarations) {
            rules.add(new Rule(rules.size(), declaration, this));
        }
    }

    /**
     * Finds or gives the numbers of words, and the places of limits: those of all versions there have been, in the order
     * in which they came, for what an older version granted stays under its limits. Called once the log has been read.
     */
    void bind(Timeline timeline) {
        Map<String, LimitSlot> slots = new LinkedHashMap<>();
        for (Timeline.Declared declared : timeline.declared()) {
            declare(declared, slots);
        }
        for (Rule rule : rules) {
            RuleDeclaration declaration = rule.declaration;
            Timeline.Version version = new Timeline.Version(declaration.name(), declaration.digest());
            rule.bind(
                    dictionary,
                    declare(
                            new Timeline.Declared(version, declaration.spec().limits(), declaration.pluginVersion()),
                            slots));
        }
        fingerprint = fingerprint(parts());
    }

    private LimitSlot[] declare(Timeline.Declared declared, Map<String, LimitSlot> slots) {
        LimitSlot[] all = new LimitSlot[declared.limits().size()];
        for (int i = 0; i < all.length; i++) {
            Limit limit = declared.limits().get(i);
            String name = set(declared.version().rule()) + "/" + limit.name();
            LimitSlot slot = slots.get(name + "\n" + limit);
            if (slot == null) {
                int variant = (int) limits.stream()
                        .filter(other -> other.fullName.equals(name))
                        .count();
                slot = new LimitSlot(limits.size(), limit, name, variant);
                limits.add(slot);
                slots.put(name + "\n" + limit, slot);
            }
            slot.bind(dictionary, declared.plugin());
            if (!slot.declarers.contains(declared.version())) {
                slot.declarers.add(declared.version());
            }
            all[i] = slot;
        }
        limitsByVersion.put(declared.version(), all);
        return all;
    }

    /** {@return the limits that the version of a word declared} */
    LimitSlot[] limitsOf(int versionWord) {
        return limitsByWord.computeIfAbsent(
                versionWord,
                word -> limitsByVersion.getOrDefault(Timeline.Version.of(dictionary.word(word)), NO_LIMITS));
    }

    private static long fingerprint(List<String> parts) {
        long hash = FNV_OFFSET;
        for (String part : parts) {
            for (int i = 0; i < part.length(); i++) {
                hash = (hash ^ part.charAt(i)) * FNV_PRIME;
            }
        }
        return hash;
    }

    private static String set(String rule) {
        return rule.substring(0, rule.lastIndexOf('/'));
    }

    static String versionWord(RuleDeclaration declaration) {
        return declaration.name() + "\n" + declaration.digest() + "\n" + declaration.pluginVersion();
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        memberSlots.forEach(slot -> parts.add(slot.name() + slot.counter()));
        limits.forEach(slot -> parts.add(slot.fullName + " " + slot.limit));
        return parts;
    }

    /** {@return a number that is another when what members' states hold is another} */
    long fingerprint() {
        return fingerprint;
    }

    private Slot slot(String set, Counter counter) {
        String name = set + "/" + counter.name();
        Slot known = slotsByName.get(name);
        if (known != null) {
            if (!known.counter().toString().equals(counter.toString())) {
                throw new IllegalArgumentException("the rules of " + set + " declare the counter " + counter.name()
                        + " in two ways: give one of them another name");
            }
            return known;
        }
        boolean ofObject = counter.scope() == Counter.Scope.OBJECT;
        if (!RuleDeclaration.isKept(counter)) {
            throw new IllegalArgumentException(
                    "the counter " + name + " is kept per object, where only sums and amounts"
                            + " over all time are: use those, or a member's counter");
        }
        List<Slot> list = ofObject ? objectSlots : memberSlots;
        Slot slot = new Slot(list.size(), name, counter);
        list.add(slot);
        slotsByName.put(name, slot);
        return slot;
    }

    private void check(String set, Limit limit) {
        Limit known = limitsByName.putIfAbsent(set + "/" + limit.name(), limit);
        if (known != null && !known.equals(limit)) {
            throw new IllegalArgumentException("the rules of " + set + " declare the limit " + limit.name()
                    + " in two ways: give one of them another name");
        }
    }

    /** {@return whom to ask and what to touch} */
    Listening on(int type, int role) {
        if (type >= listening.length) {
            listening = Arrays.copyOf(listening, type + 16);
        }
        Listening[] byRole = listening[type];
        if (byRole == null || role >= byRole.length) {
            byRole = byRole == null ? new Listening[role + 8] : Arrays.copyOf(byRole, role + 8);
            listening[type] = byRole;
        }
        Listening known = byRole[role];
        if (known == null) {
            known = listen(dictionary.word(type), Role.of(dictionary.word(role)));
            byRole[role] = known;
        }
        return known;
    }

    private Listening listen(String type, Role role) {
        List<Rule> asked = new ArrayList<>();
        boolean readsObject = false;
        for (Rule rule : rules) {
            RuleSpec spec = rule.declaration.spec();
            if (spec.types().contains(type) && spec.roles().contains(role)) {
                asked.add(rule);
                readsObject |= rule.readsObject();
            }
        }
        List<Touch> touched = new ArrayList<>();
        for (Slot slot : memberSlots) {
            Long weight = slot.counter().weights().get(type);
            if (weight != null && slot.counter().role().equals(role)) {
                touched.add(new Touch(slot, weight));
            }
        }
        return new Listening(asked.toArray(Rule[]::new), touched.toArray(Touch[]::new), readsObject);
    }

    /** {@return the counters of objects that a type of activity moves} */
    Touch[] onObject(int type) {
        if (type >= objectTouches.length) {
            objectTouches = Arrays.copyOf(objectTouches, type + 16);
        }
        Touch[] known = objectTouches[type];
        if (known == null) {
            String word = dictionary.word(type);
            known = objectSlots.stream()
                    .filter(slot -> slot.counter().weights().containsKey(word))
                    .map(slot -> new Touch(slot, slot.counter().weights().getOrDefault(word, 0L)))
                    .toArray(Touch[]::new);
            objectTouches[type] = known;
        }
        return known;
    }

    /** {@return whether a rule that listens to a type of activity reads counters of objects} */
    boolean readsObject(int type) {
        if (!looked.get(type)) {
            String word = dictionary.word(type);
            looked.set(type);
            reading.set(
                    type,
                    rules.stream()
                            .anyMatch(rule -> rule.readsObject()
                                    && rule.declaration.spec().types().contains(word)));
        }
        return reading.get(type);
    }

    /** {@return the floors under a unit} */
    LimitSlot[] floors(int unit) {
        if (unit >= floors.length) {
            floors = Arrays.copyOf(floors, unit + 16);
        }
        LimitSlot[] known = floors[unit];
        if (known == null) {
            known = limits.stream()
                    .filter(slot -> slot.limit.kind() == Limit.Kind.FLOOR && slot.unit == unit)
                    .toArray(LimitSlot[]::new);
            floors[unit] = known;
        }
        return known;
    }

    /** {@return the rule of a name, or null if it is not there now} */
    @Nullable
    Rule rule(int name) {
        for (Rule rule : rules) {
            if (rule.name == name) {
                return rule;
            }
        }
        return null;
    }

    /** {@return whether a unit is that of a badge} */
    boolean isBadge(int unit) {
        return dictionary.word(unit).startsWith(Badge.unitOf(""));
    }
}
