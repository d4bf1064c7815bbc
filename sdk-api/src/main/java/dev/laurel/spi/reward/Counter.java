package dev.laurel.spi.reward;

import dev.laurel.spi.activity.Role;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that a rule has to remember, declared so that the runtime keeps it: from the log, for every order of
 * arrival. What counts is the activities of the given types in which the member has the given role and that have not
 * been withdrawn and whose object is live. Immutable.
 *
 * <pre>{@code
 * Counter score = Counter.sum("score").of("vote.up", 1).of("vote.down", -1).as(Role.AUTHOR).perObject();
 * Counter days = Counter.days("days-visited").of("visited", 1).as(Role.MEMBER).within(Window.rolling(Duration.ofDays(100)));
 * }</pre>
 */
public final class Counter {

    /** What is kept. */
    public enum Kind {
        /** The sum of the weights. */
        SUM,
        /** The sum of the activities' amounts, times the weights. */
        AMOUNT,
        /** The largest amount. */
        MAX,
        /** How many different members had the counterpart's role. */
        DISTINCT,
        /** On how many different calendar days something counted. */
        DAYS
    }

    /** For what a counter is kept. */
    public enum Scope {
        /** For each member. */
        MEMBER,
        /** For each object, over all that happens to it. */
        OBJECT,
        /** For each pair of the member and who had the counterpart's role. */
        COUNTERPART,
        /** For each member and topic of the object, of which only the first counts. */
        TOPIC
    }

    private final String name;
    private final Kind kind;
    private final Scope scope;
    private final Map<String, Long> weights;
    private final Role role;
    private final Role counterpart;
    private final Window window;

    private Counter(
            String name,
            Kind kind,
            Scope scope,
            Map<String, Long> weights,
            Role role,
            Role counterpart,
            Window window) {
        this.name = Objects.requireNonNull(name, "name");
        this.kind = kind;
        this.scope = scope;
        this.weights = weights;
        this.role = Objects.requireNonNull(role, "role");
        this.counterpart = Objects.requireNonNull(counterpart, "counterpart");
        this.window = Objects.requireNonNull(window, "window");
    }

    private static Counter of(String name, Kind kind, Role counterpart) {
        return new Counter(name, kind, Scope.MEMBER, Map.of(), Role.AUTHOR, counterpart, Window.EVER);
    }

    /**
     * Adds up weights; with weights of 1, it counts.
     *
     * @param name kebab-case; counters of one name within a rule set are one counter
     * @return the counter
     */
    public static Counter sum(String name) {
        return of(name, Kind.SUM, Role.RATER);
    }

    /**
     * Adds up the activities' amounts.
     *
     * @param name kebab-case
     * @return the counter
     */
    public static Counter amount(String name) {
        return of(name, Kind.AMOUNT, Role.RATER);
    }

    /**
     * Keeps the largest amount.
     *
     * @param name kebab-case
     * @return the counter
     */
    public static Counter max(String name) {
        return of(name, Kind.MAX, Role.RATER);
    }

    /**
     * Counts different other members; merged identities count once, and nobody is another one to themselves.
     *
     * @param name kebab-case
     * @param counterpart the role of those who are counted
     * @return the counter
     */
    public static Counter distinct(String name, Role counterpart) {
        return of(name, Kind.DISTINCT, counterpart);
    }

    /**
     * Counts different calendar days.
     *
     * @param name kebab-case
     * @return the counter
     */
    public static Counter days(String name) {
        return of(name, Kind.DAYS, Role.RATER);
    }

    /**
     * The same, also listening to a type of activity.
     *
     * @param type the type
     * @param weight what one such activity counts; may be negative
     * @return a copy
     */
    public Counter of(String type, long weight) {
        Map<String, Long> all = new TreeMap<>(weights);
        all.put(Objects.requireNonNull(type, "type"), weight);
        return new Counter(name, kind, scope, Collections.unmodifiableMap(all), role, counterpart, window);
    }

    /**
     * The same for members in another role than that of the author. Without meaning for counters of an object.
     *
     * @param role the role
     * @return a copy
     */
    public Counter as(Role role) {
        return new Counter(name, kind, scope, weights, role, counterpart, window);
    }

    /**
     * The same, kept for each object. Sums and amounts over all time can be; any other is refused when the host starts.
     *
     * @return a copy
     */
    public Counter perObject() {
        return new Counter(name, kind, Scope.OBJECT, weights, role, counterpart, window);
    }

    /**
     * The same, kept for each member and topic; of several topics of an object the first counts.
     *
     * @return a copy
     */
    public Counter perTopic() {
        return new Counter(name, kind, Scope.TOPIC, weights, role, counterpart, window);
    }

    /**
     * The same, kept for each pair of members.
     *
     * @param role the role of the other
     * @return a copy
     */
    public Counter perCounterpart(Role role) {
        return new Counter(name, kind, Scope.COUNTERPART, weights, this.role, role, window);
    }

    /**
     * The same over another time than ever.
     *
     * @param window the window
     * @return a copy
     */
    public Counter within(Window window) {
        return new Counter(name, kind, scope, weights, role, counterpart, window);
    }

    /** {@return the name} */
    public String name() {
        return name;
    }

    /** {@return what is kept} */
    public Kind kind() {
        return kind;
    }

    /** {@return for what it is kept} */
    public Scope scope() {
        return scope;
    }

    /** {@return the types of activity it listens to, with what one counts} */
    public Map<String, Long> weights() {
        return weights;
    }

    /** {@return in which role of the member} */
    public Role role() {
        return role;
    }

    /** {@return the role of the others, for distinct members and pairs} */
    public Role counterpart() {
        return counterpart;
    }

    /** {@return over what time} */
    public Window window() {
        return window;
    }

    /** {@return whether the other counter is declared the same in every part} */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Counter counter
                        && counter.name.equals(name)
                        && counter.kind == kind
                        && counter.scope == scope
                        && counter.weights.equals(weights)
                        && counter.role.equals(role)
                        && counter.counterpart.equals(counterpart)
                        && counter.window.equals(window));
    }

    @Override
    public int hashCode() {
        // Rules look counters up on every participation; a name is nearly always enough to tell them apart.
        return name.hashCode();
    }

    /** {@return all of it, in one line that is the same for equal counters and for no others; part of a rule's digest} */
    @Override
    public String toString() {
        return Notation.name(name) + " " + kind + " per " + scope + " of " + Notation.weights(weights) + " as "
                + Notation.name(role.name()) + " with " + Notation.name(counterpart.name()) + " in " + window;
    }
}
