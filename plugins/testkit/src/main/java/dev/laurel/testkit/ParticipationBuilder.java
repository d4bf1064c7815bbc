package dev.laurel.testkit;

import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.MemberView;
import dev.laurel.spi.reward.ObjectView;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.RuleSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says what a participation is. Begun by {@link Participations#of}. What it builds is immutable, and two that were said to be
 * the same are equal. Not safe for use by several threads.
 */
public final class ParticipationBuilder {
    private final String type;
    private final Role role;
    private Instant at = FakeClock.START;
    private String source = "source";
    private long member = 1;
    private final Map<Role, Long> others = new TreeMap<>();
    private Optional<ObjectView> object = Optional.empty();
    private OptionalLong amount = OptionalLong.empty();
    private final Map<String, Object> attributes = new TreeMap<>();
    private final Map<Counter, Span> counters = new LinkedHashMap<>();
    private Optional<String> timer = Optional.empty();

    /** A counter before and with the participation. */
    private record Span(long before, long after) {
        static final Span ZERO = new Span(0, 0);
    }

    ParticipationBuilder(String type, Role role) {
        this.type = Objects.requireNonNull(type, "type");
        this.role = Objects.requireNonNull(role, "role");
    }

    /** {@return a builder that has been told the same, and goes its own way from here} */
    public ParticipationBuilder copy() {
        ParticipationBuilder copy = new ParticipationBuilder(type, role);
        copy.at = at;
        copy.source = source;
        copy.member = member;
        copy.others.putAll(others);
        copy.object = object;
        copy.amount = amount;
        copy.attributes.putAll(attributes);
        copy.counters.putAll(counters);
        copy.timer = timer;
        return copy;
    }

    /**
     * When it happened; for a timer, when it was due.
     *
     * @param when the time
     * @return this
     */
    public ParticipationBuilder at(Instant when) {
        this.at = Objects.requireNonNull(when, "when");
        return this;
    }

    /**
     * From which source.
     *
     * @param name the source
     * @return this
     */
    public ParticipationBuilder source(String name) {
        this.source = Objects.requireNonNull(name, "name");
        return this;
    }

    /**
     * Whose participation it is; 1 if not said.
     *
     * @param number the member's number
     * @return this
     */
    public ParticipationBuilder member(long number) {
        this.member = number;
        return this;
    }

    /**
     * Who else takes part. If it is the member itself, it takes part in this role too.
     *
     * @param other as what
     * @param number the number of who does
     * @return this
     */
    public ParticipationBuilder with(Role other, long number) {
        others.put(Objects.requireNonNull(other, "other"), number);
        return this;
    }

    /**
     * The member takes part in another role too, as one who accepts an answer of their own.
     *
     * @param other as what else
     * @return this
     */
    public ParticipationBuilder alsoAs(Role other) {
        return with(other, member);
    }

    /**
     * Nobody else takes part.
     *
     * @return this
     */
    public ParticipationBuilder alone() {
        others.clear();
        return this;
    }

    /**
     * What it is about: object number 1, without a parent.
     *
     * @param objectType what it is, for example {@code answer}; empty if nobody has said
     * @param topics what that is about
     * @return this
     */
    public ParticipationBuilder about(String objectType, String... topics) {
        return about(Participations.object(1, objectType, topics));
    }

    /**
     * What it is about.
     *
     * @param view the object
     * @return this
     */
    public ParticipationBuilder about(ObjectView view) {
        this.object = Optional.of(Objects.requireNonNull(view, "view"));
        return this;
    }

    /**
     * It is about nothing.
     *
     * @return this
     */
    public ParticipationBuilder aboutNothing() {
        this.object = Optional.empty();
        return this;
    }

    /**
     * The quantity the activity carries.
     *
     * @param value the quantity
     * @return this
     */
    public ParticipationBuilder amount(long value) {
        this.amount = OptionalLong.of(value);
        return this;
    }

    /**
     * The activity carries no quantity.
     *
     * @return this
     */
    public ParticipationBuilder withoutAmount() {
        this.amount = OptionalLong.empty();
        return this;
    }

    /**
     * A further value of the activity.
     *
     * @param key the key; what an enricher said has its instance before it, as {@code mood.score}
     * @param value a String, Long, Double or Boolean
     * @return this
     * @throws IllegalArgumentException if the value is something else
     */
    public ParticipationBuilder attribute(String key, Object value) {
        if (!(value instanceof String
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean)) {
            throw new IllegalArgumentException("the attribute " + key + " is a String, Long, Double or Boolean, not "
                    + value.getClass().getName() + ": a number without a point is a long, 5L");
        }
        attributes.put(Objects.requireNonNull(key, "key"), value);
        return this;
    }

    /**
     * The activity carries no further values.
     *
     * @return this
     */
    public ParticipationBuilder withoutAttributes() {
        attributes.clear();
        return this;
    }

    /**
     * A counter, before and with this participation. A rule that asks for a counter of which nothing was said, and that is
     * not declared by the spec it is built for, gets an {@link IllegalArgumentException}, as from the runtime.
     *
     * @param counter the counter
     * @param before its value before
     * @param after its value with this participation
     * @return this
     */
    public ParticipationBuilder counter(Counter counter, long before, long after) {
        counters.put(Objects.requireNonNull(counter, "counter"), new Span(before, after));
        return this;
    }

    /**
     * A timer is due.
     *
     * @param key what the rule called it
     * @return this
     */
    public ParticipationBuilder timer(String key) {
        this.timer = Optional.of(Objects.requireNonNull(key, "key"));
        return this;
    }

    /** {@return the participation; of counters it knows those of which a value was said} */
    public Participation build() {
        return new Built(this, counters);
    }

    /**
     * The participation as a rule of this declaration sees it: it knows the counters that are declared, which are 0 where
     * nothing was said, and no others.
     *
     * @param spec the declaration
     * @return the participation
     */
    public Participation build(RuleSpec spec) {
        Map<Counter, Span> declared = new HashMap<>();
        spec.counters().forEach(counter -> declared.put(counter, counters.getOrDefault(counter, Span.ZERO)));
        return new Built(this, declared);
    }

    /** A member by a number. */
    private record Member(long number) implements MemberView {}

    /** What was said. */
    private static final class Built implements Participation {
        private final ParticipationBuilder said;
        private final Map<Counter, Span> known;

        Built(ParticipationBuilder builder, Map<Counter, Span> known) {
            this.said = builder.copy();
            this.known = Map.copyOf(known);
        }

        @Override
        public Instant at() {
            return said.at;
        }

        @Override
        public String type() {
            return said.type;
        }

        @Override
        public String source() {
            return said.source;
        }

        @Override
        public Role role() {
            return said.role;
        }

        @Override
        public MemberView member() {
            return new Member(said.member);
        }

        @Override
        public Optional<ObjectView> object() {
            return said.object;
        }

        @Override
        public OptionalLong amount() {
            return said.amount;
        }

        @Override
        public Optional<Object> attribute(String key) {
            return Optional.ofNullable(said.attributes.get(Objects.requireNonNull(key, "key")));
        }

        @Override
        public Optional<MemberView> counterpart(Role other) {
            Long number = other.equals(said.role) ? Long.valueOf(said.member) : said.others.get(other);
            return number == null ? Optional.empty() : Optional.of(new Member(number));
        }

        @Override
        public boolean alsoAs(Role other) {
            return counterpart(other)
                    .filter(view -> view.number() == said.member)
                    .isPresent();
        }

        @Override
        public long before(Counter counter) {
            return span(counter).before();
        }

        @Override
        public long after(Counter counter) {
            return span(counter).after();
        }

        private Span span(Counter counter) {
            Span span = known.get(counter);
            if (span == null) {
                throw new IllegalArgumentException("the rule reads the counter " + counter.name()
                        + " but does not declare it: add reads(...) to its spec, and say its value with counter(...)");
            }
            return span;
        }

        @Override
        public Optional<String> timer() {
            return said.timer;
        }

        private List<Object> parts() {
            return List.of(
                    said.at,
                    said.type,
                    said.source,
                    said.role,
                    said.member,
                    said.others,
                    said.object,
                    said.amount,
                    said.attributes,
                    known);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Built built && built.parts().equals(parts()) && built.said.timer.equals(said.timer);
        }

        @Override
        public int hashCode() {
            return parts().hashCode();
        }

        /** All that was said, so that a failing test shows what it was about. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(said.type + " as " + said.role + " at " + said.at);
            said.object.ifPresent(view -> text.append(" about ").append(view));
            said.amount.ifPresent(value -> text.append(" amount ").append(value));
            said.timer.ifPresent(key -> text.append(" timer ").append(key));
            text.append(" member ").append(said.member);
            add(text, " with ", said.others);
            add(text, " attributes ", said.attributes);
            known.forEach((counter, span) -> text.append(" counter ")
                    .append(counter.name())
                    .append(' ')
                    .append(span.before())
                    .append(" to ")
                    .append(span.after()));
            return text.toString();
        }

        private static void add(StringBuilder text, String what, Map<?, ?> values) {
            if (!values.isEmpty()) {
                text.append(what).append(values);
            }
        }
    }
}
