package dev.laurel.reputation;

import dev.laurel.log.Dictionary;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Badge;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Window;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** A rule and the numbers of what it declares. */
    static final class Rule {
        final int index;
        final RuleDeclaration declaration;
        final LimitSlot[] limits;
        private final Counter[] counters;
        private final Slot[] slots;
        int name = -1;
        int version = -1;
        private int[] objectTypes = new int[0];

        Rule(int index, RuleDeclaration declaration, Plan plan) {
            this.index = index;
            this.declaration = declaration;
            RuleSpec spec = declaration.spec();
            String set = declaration.name().substring(0, declaration.name().lastIndexOf('/'));
            this.limits = spec.limits().stream()
                    .map(limit -> plan.limit(set, limit, declaration))
                    .toArray(LimitSlot[]::new);
            this.counters = spec.counters().toArray(Counter[]::new);
            this.slots = spec.counters().stream()
                    .map(counter -> plan.slot(set, counter))
                    .toArray(Slot[]::new);
        }

        private void bind(Dictionary dictionary) {
            name = dictionary.number(declaration.name());
            version = dictionary.number(versionWord(declaration));
            objectTypes = declaration.spec().objectTypes().stream()
                    .mapToInt(dictionary::number)
                    .toArray();
        }

        /** {@return the slot of a counter that the rule declares, or null} */
        @Nullable Slot slot(Counter counter) {
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

    /** A limit and its place in the members' state. */
    static final class LimitSlot {
        final int index;
        final Limit limit;
        final String fullName;
        private final String versionWord;
        int name = -1;
        int unit = -1;
        int version = -1;

        LimitSlot(int index, Limit limit, String fullName, String pluginVersion) {
            this.index = index;
            this.limit = limit;
            this.fullName = fullName;
            this.versionWord = fullName + "\n" + limit + "\n" + pluginVersion;
        }

        private void bind(Dictionary dictionary) {
            name = dictionary.number(fullName);
            version = dictionary.number(versionWord);
            unit = limit.currency().isEmpty() ? -1 : dictionary.number("points/" + limit.currency());
        }
    }

    /** A counter that a type of activity moves, and by how much. */
    record Touch(Slot slot, long weight) {}

    /** Whom to ask and what to touch for a type and role. */
    record Listening(List<Rule> rules, List<Touch> touches, boolean readsObject) {}

    final List<Rule> rules = new ArrayList<>();
    final List<Slot> memberSlots = new ArrayList<>();
    final List<Slot> objectSlots = new ArrayList<>();
    final List<LimitSlot> limits = new ArrayList<>();
    private final Dictionary dictionary;
    private final Map<String, Slot> slotsByName = new LinkedHashMap<>();
    private final Map<String, LimitSlot> limitsByName = new LinkedHashMap<>();
    private Listening[][] listening = new Listening[0][];
    private Touch[][] objectTouches = new Touch[0][];
    private LimitSlot[][] floors = new LimitSlot[0][];
    private final long fingerprint;

    Plan(List<RuleDeclaration> declarations, Dictionary dictionary) {
        this.dictionary = dictionary;
        for (RuleDeclaration declaration : declarations) {
            rules.add(new Rule(rules.size(), declaration, this));
        }
        long hash = FNV_OFFSET;
        for (String part : parts()) {
            for (int i = 0; i < part.length(); i++) {
                hash = (hash ^ part.charAt(i)) * FNV_PRIME;
            }
        }
        this.fingerprint = hash;
    }

    /** Finds or gives the numbers of words; once the log has been read, so that they are those of the log. */
    void bind() {
        rules.forEach(rule -> rule.bind(dictionary));
        limits.forEach(slot -> slot.bind(dictionary));
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
        boolean kept = counter.kind() == Counter.Kind.SUM || counter.kind() == Counter.Kind.AMOUNT;
        if (ofObject && (!kept || counter.window().kind() != Window.Kind.EVER)) {
            throw new IllegalArgumentException("the counter " + name
                    + " is kept per object, where only sums and amounts over all time are: use those, or a member's counter");
        }
        List<Slot> list = ofObject ? objectSlots : memberSlots;
        Slot slot = new Slot(list.size(), name, counter);
        list.add(slot);
        slotsByName.put(name, slot);
        return slot;
    }

    private LimitSlot limit(String set, Limit limit, RuleDeclaration rule) {
        String name = set + "/" + limit.name();
        LimitSlot known = limitsByName.get(name);
        if (known != null) {
            if (!known.limit.equals(limit)) {
                throw new IllegalArgumentException("the rules of " + set + " declare the limit " + limit.name()
                        + " in two ways: give one of them another name");
            }
            return known;
        }
        LimitSlot slot = new LimitSlot(limits.size(), limit, name, rule.pluginVersion());
        limits.add(slot);
        limitsByName.put(name, slot);
        return slot;
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
        return new Listening(List.copyOf(asked), List.copyOf(touched), readsObject);
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
    @Nullable Rule rule(int name) {
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
