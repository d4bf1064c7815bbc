package dev.laurel.spi.activity;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened outside Laurel: an answer was posted, a vote was cast, an order was placed. Immutable.
 *
 * <p>An activity is known by its source and its {@link #id()}: sent again with the same content it is a duplicate, with
 * other content a conflict. Names, titles, texts, attributes of actors and the sequence may differ; those of the first
 * sending stay. It is ordered by when it happened, then by source, {@link #sequence()} and id, so that the
 * order in which activities arrive never matters.
 *
 * <p>Nothing is checked here. What is wrong with an activity is said, with a code, by the community that takes it in.
 */
public final class Activity {
    private final String type;
    private final String id;
    private final Instant at;
    private final Map<Role, Actor> actors;
    private final Optional<ObjectRef> object;
    private final long sequence;
    private final OptionalLong amount;
    private final Map<String, Object> attributes;
    private final Optional<String> text;
    private final Optional<String> withdraws;
    private final long revision;

    private Activity(Builder builder) {
        this.type = builder.type;
        this.id = builder.id;
        this.at = Objects.requireNonNull(builder.at, "an activity needs the time at which it happened: at(...)");
        this.actors = sorted(builder.actors);
        this.object = builder.object;
        this.sequence = builder.sequence;
        this.amount = builder.amount;
        this.attributes = sorted(builder.attributes);
        this.text = builder.text;
        this.withdraws = builder.withdraws;
        this.revision = builder.revision;
    }

    /**
     * Starts an activity.
     *
     * @param type what kind of thing happened, in dotted lower case, for example {@code answer.accepted}
     * @param id the id that the source gives to it, unique within the source and never reused
     * @return a builder
     */
    public static Builder of(String type, String id) {
        return new Builder(type, id);
    }

    /** {@return what kind of thing happened} */
    public String type() {
        return type;
    }

    /** {@return the id that the source gives to it} */
    public String id() {
        return id;
    }

    /** {@return when it happened; kept to the microsecond} */
    public Instant at() {
        return at;
    }

    /** {@return who took part, by role, in the order of the roles' names; the object's author need not be named, the community knows} */
    public Map<Role, Actor> actors() {
        return actors;
    }

    /** {@return what it was about} */
    public Optional<ObjectRef> object() {
        return object;
    }

    /** {@return the source's own order among activities of the same instant; 0 if it has none} */
    public long sequence() {
        return sequence;
    }

    /** {@return a quantity, such as the value of a bounty or the price of an order in minor units} */
    public OptionalLong amount() {
        return amount;
    }

    /** {@return further values: String, Long, Double or Boolean, in the order of their keys; they must not carry personal data} */
    public Map<String, Object> attributes() {
        return attributes;
    }

    /**
     * Free text; kept apart, encrypted, and erased with the member to whom it belongs: of those named the
     * author, or else the member, or else the rater, or else the one whose role comes first by name; if nobody is named, the
     * author of the object. If there is nobody, it is not kept.
     *
     * @return the text
     */
    public Optional<String> text() {
        return text;
    }

    /** {@return the id of the activity, of the same source, that this one takes back} */
    public Optional<String> withdraws() {
        return withdraws;
    }

    /** {@return the version of a state that a polling source reports again when it changes; 0 if it reports events} */
    public long revision() {
        return revision;
    }

    /** {@return whether the other activity says the same in every part} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Activity activity && activity.parts().equals(parts());
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, id, at);
    }

    /** {@return type and time; nothing that could be personal data} */
    @Override
    public String toString() {
        return type + " at " + at;
    }

    /** A copy whose order depends neither on the connector nor on this run of the JVM, as that of Map.copyOf would. */
    private static <K extends Comparable<K>, V> Map<K, V> sorted(Map<K, V> map) {
        return map.size() < 2 ? Map.copyOf(map) : Collections.unmodifiableMap(new TreeMap<>(map));
    }

    private List<Object> parts() {
        return List.of(type, id, at, actors, object, sequence, amount, attributes, text, withdraws, revision);
    }

    /** Collects the parts of an activity. Not safe for use by several threads. */
    public static final class Builder {
        private final String type;
        private final String id;
        private final Map<Role, Actor> actors = new LinkedHashMap<>(4);
        private final Map<String, Object> attributes = new LinkedHashMap<>(4);
        private @Nullable Instant at;
        private Optional<ObjectRef> object = Optional.empty();
        private long sequence;
        private OptionalLong amount = OptionalLong.empty();
        private Optional<String> text = Optional.empty();
        private Optional<String> withdraws = Optional.empty();
        private long revision;

        private Builder(String type, String id) {
            this.type = Objects.requireNonNull(type, "type");
            this.id = Objects.requireNonNull(id, "id");
        }

        /**
         * When it happened. Required.
         *
         * @param at the time, as the source knows it
         * @return this
         */
        public Builder at(Instant at) {
            this.at = Objects.requireNonNull(at, "at");
            return this;
        }

        /**
         * Who took part. The author of the object, and the author of its parent, take part without being named.
         *
         * @param role as what
         * @param actor who
         * @return this
         */
        public Builder by(Role role, Actor actor) {
            actors.put(Objects.requireNonNull(role, "role"), Objects.requireNonNull(actor, "actor"));
            return this;
        }

        /**
         * What it was about.
         *
         * @param object the object; whatever it says of itself (author, parent, state) is taken as known from now on
         * @return this
         */
        public Builder about(ObjectRef object) {
            this.object = Optional.of(Objects.requireNonNull(object, "object"));
            return this;
        }

        /**
         * The source's own order among activities of the same instant.
         *
         * @param sequence a number that grows; it must not be personal data
         * @return this
         */
        public Builder sequence(long sequence) {
            this.sequence = sequence;
            return this;
        }

        /**
         * A quantity.
         *
         * @param amount in a unit that the type implies
         * @return this
         */
        public Builder amount(long amount) {
            this.amount = OptionalLong.of(amount);
            return this;
        }

        /**
         * A further value. It must not carry personal data.
         *
         * @param key lower case, words joined by hyphens
         * @param value the value
         * @return this
         */
        public Builder attribute(String key, String value) {
            return put(key, value);
        }

        /**
         * A further value.
         *
         * @param key lower case, words joined by hyphens
         * @param value the value
         * @return this
         */
        public Builder attribute(String key, long value) {
            return put(key, value);
        }

        /**
         * A further value.
         *
         * @param key lower case, words joined by hyphens
         * @param value a finite number
         * @return this
         */
        public Builder attribute(String key, double value) {
            return put(key, value);
        }

        /**
         * A further value.
         *
         * @param key lower case, words joined by hyphens
         * @param value the value
         * @return this
         */
        public Builder attribute(String key, boolean value) {
            return put(key, value);
        }

        /**
         * What was written.
         *
         * @param text free text
         * @return this
         */
        public Builder text(String text) {
            this.text = Optional.of(Objects.requireNonNull(text, "text"));
            return this;
        }

        /**
         * Makes this a withdrawal: the named activity counts as if it had never happened. It may not have arrived yet.
         *
         * @param activityId the id of an activity of the same source
         * @return this
         */
        public Builder withdraws(String activityId) {
            this.withdraws = Optional.of(Objects.requireNonNull(activityId, "activityId"));
            return this;
        }

        /**
         * For sources that report states rather than events: a higher revision of the same id replaces the lower one.
         *
         * @param revision 1 or more
         * @return this
         */
        public Builder revision(long revision) {
            this.revision = revision;
            return this;
        }

        /**
         * Makes the activity.
         *
         * @return the activity
         * @throws NullPointerException if it has no time
         */
        public Activity build() {
            return new Activity(this);
        }

        private Builder put(String key, Object value) {
            attributes.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
            return this;
        }
    }
}
