package dev.laurel.spi.reward;

import dev.laurel.spi.Incubating;
import dev.laurel.spi.activity.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a reward rule declares: when it is asked, what it may grant, what it needs to be remembered, what bounds it. A
 * reward that is not declared is a failure of the plugin. The digest of the declaration is the rule's version. Immutable.
 *
 * <pre>{@code
 * RuleSpec.of("answer-up", 1, Words.of("answer-up",
 *                 "When an answer is voted up, its author gets {0} points.",
 *                 "Quand une réponse reçoit un vote positif, son auteur gagne {0} points.", 10))
 *         .on("vote.up").as(Role.AUTHOR).objects("answer").gives("reputation").build();
 * }</pre>
 */
public final class RuleSpec {
    private final String name;
    private final int revision;
    private final Words words;
    private final Set<String> types;
    private final Set<Role> roles;
    private final Set<String> objectTypes;
    private final Set<String> grants;
    private final List<Counter> counters;
    private final List<Limit> limits;
    private final Map<String, Words> declines;

    private RuleSpec(Builder builder) {
        this.name = builder.name;
        this.revision = builder.revision;
        this.words = builder.words;
        this.types = Collections.unmodifiableSet(new TreeSet<>(builder.types));
        this.roles = Collections.unmodifiableSet(new TreeSet<>(builder.roles));
        this.objectTypes = Collections.unmodifiableSet(new TreeSet<>(builder.objectTypes));
        this.grants = Collections.unmodifiableSet(new TreeSet<>(builder.grants));
        this.counters = List.copyOf(builder.counters);
        this.limits = List.copyOf(builder.limits);
        this.declines = Collections.unmodifiableMap(new TreeMap<>(builder.declines));
    }

    /**
     * Starts a declaration.
     *
     * @param name kebab-case, unique within the rule set; it never changes, entries carry it
     * @param revision goes up whenever the rule's behaviour changes without anything else in the declaration changing
     * @param words what the rule does, in a sentence that members read
     * @return a builder
     */
    public static Builder of(String name, int revision, Words words) {
        return new Builder(name, revision, words);
    }

    /** {@return the name} */
    public String name() {
        return name;
    }

    /** {@return the revision} */
    public int revision() {
        return revision;
    }

    /** {@return what the rule does, in a sentence} */
    public Words words() {
        return words;
    }

    /** {@return the types of activity it is asked about} */
    public Set<String> types() {
        return types;
    }

    /** {@return the roles it is asked about} */
    public Set<Role> roles() {
        return roles;
    }

    /** {@return the types of object it is asked about; empty for all, and for activities without an object} */
    public Set<String> objectTypes() {
        return objectTypes;
    }

    /** {@return what it may grant, as {@link Reward#unit()} names it} */
    public Set<String> grants() {
        return grants;
    }

    /** {@return what it needs to be remembered} */
    public List<Counter> counters() {
        return counters;
    }

    /** {@return what bounds it} */
    public List<Limit> limits() {
        return limits;
    }

    /** {@return why it may give nothing, in a sentence for each code it says so for} */
    public Map<String, Words> declines() {
        return declines;
    }

    /**
     * All of it but the wording. The rule's version is a digest of this text, so it is a promise: what it says for a
     * declaration of today stays the same in every later version of the SPI, and parts that are added later show only
     * where they are used.
     *
     * @return one line, the same for equal declarations and for no others; counters in any order are equal, limits are
     *     not
     */
    @Override
    public String toString() {
        List<String> roleNames = roles.stream().map(Role::name).toList();
        List<String> counterLines =
                counters.stream().map(Counter::toString).sorted().toList();
        return Notation.name(name) + " revision " + revision + " on " + Notation.names(types) + " as "
                + Notation.names(roleNames) + " objects " + Notation.names(objectTypes) + " grants "
                + Notation.names(grants) + " counters " + counterLines + " limits " + limits + " arguments "
                + Notation.arguments(words.arguments());
    }

    /** Collects a declaration. Not safe for use by several threads. */
    public static final class Builder {
        private final String name;
        private final int revision;
        private final Words words;
        private final Set<String> types = new TreeSet<>();
        private final Set<Role> roles = new TreeSet<>();
        private final Set<String> objectTypes = new TreeSet<>();
        private final Set<String> grants = new TreeSet<>();
        private final List<Counter> counters = new ArrayList<>();
        private final List<Limit> limits = new ArrayList<>();
        private final Map<String, Words> declines = new TreeMap<>();

        private Builder(String name, int revision, Words words) {
            this.name = Objects.requireNonNull(name, "name");
            this.revision = revision;
            this.words = Objects.requireNonNull(words, "words");
        }

        /**
         * When the rule is asked.
         *
         * @param activityTypes types of activity
         * @return this
         */
        public Builder on(String... activityTypes) {
            types.addAll(List.of(activityTypes));
            return this;
        }

        /**
         * About members in which role.
         *
         * @param role a role; several calls add up
         * @return this
         */
        public Builder as(Role role) {
            roles.add(Objects.requireNonNull(role, "role"));
            return this;
        }

        /**
         * About which objects.
         *
         * @param objectTypes types of object
         * @return this
         */
        public Builder objects(String... objectTypes) {
            this.objectTypes.addAll(List.of(objectTypes));
            return this;
        }

        /**
         * Declares points.
         *
         * @param currency the currency, for example {@code reputation}
         * @return this
         */
        public Builder gives(String currency) {
            grants.add(Points.unitOf(currency));
            return this;
        }

        /**
         * Declares a badge. A member gets it once; see {@link Badge#perObject} for badges that are got again.
         *
         * @param badge the badge's name
         * @return this
         */
        public Builder awards(String badge) {
            grants.add(Badge.unitOf(badge));
            return this;
        }

        /**
         * Declares nominations.
         *
         * @param programme the programme's name
         * @return this
         */
        @Incubating
        public Builder nominates(String programme) {
            grants.add(Nomination.unitOf(programme));
            return this;
        }

        /**
         * Declares offers of an invitation.
         *
         * @param event the event's name
         * @return this
         */
        @Incubating
        public Builder invites(String event) {
            grants.add(InvitationOffer.unitOf(event));
            return this;
        }

        /**
         * Declares a counter, which the rule then reads from the participation.
         *
         * @param counter the counter; the same one again changes nothing
         * @return this
         * @throws IllegalArgumentException if it listens to no activity, or another one has its name
         */
        public Builder reads(Counter counter) {
            if (counter.weights().isEmpty()) {
                throw new IllegalArgumentException("rule " + name + ": the counter " + counter.name()
                        + " never counts; say which activities with of(type, weight)");
            }
            if (counters.contains(counter)) {
                return this;
            }
            if (counters.stream().anyMatch(known -> known.name().equals(counter.name()))) {
                throw new IllegalArgumentException("rule " + name + " declares two different counters called "
                        + counter.name() + "; give each a name of its own");
            }
            counters.add(counter);
            return this;
        }

        /**
         * Says what a code of {@link Decision#decline(String)} means, so that members can read it. Wording, and no part
         * of the rule's version.
         *
         * @param code the code
         * @param why a sentence
         * @return this
         */
        public Builder declining(String code, Words why) {
            declines.put(Objects.requireNonNull(code, "code"), Objects.requireNonNull(why, "why"));
            return this;
        }

        /**
         * Declares a limit.
         *
         * @param limit the limit; the same one again changes nothing
         * @return this
         * @throws IllegalArgumentException if another one has its name
         */
        public Builder limitedBy(Limit limit) {
            if (limits.contains(Objects.requireNonNull(limit, "limit"))) {
                return this;
            }
            if (limits.stream().anyMatch(known -> known.name().equals(limit.name()))) {
                throw new IllegalArgumentException("rule " + name + " declares two different limits called "
                        + limit.name() + "; give each a name of its own");
            }
            limits.add(limit);
            return this;
        }

        /**
         * Makes the declaration.
         *
         * @return the declaration
         * @throws IllegalStateException if the rule listens to nothing or may grant nothing
         */
        public RuleSpec build() {
            if (types.isEmpty() || roles.isEmpty()) {
                throw new IllegalStateException(
                        "rule " + name + " is never asked: name activity types with on(...) and roles with as(...)");
            }
            if (grants.isEmpty()) {
                throw new IllegalStateException(
                        "rule " + name
                                + " may grant nothing: declare it with gives(...), awards(...), nominates(...) or invites(...)");
            }
            return new RuleSpec(this);
        }
    }
}
