package dev.laurel.spi.reward;

import dev.laurel.spi.activity.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One member's part in one activity: what scorers and reward rules are asked about. Valid only during the call, on the
 * thread that makes it.
 *
 * <p>Implemented by the runtime and the testkit only; methods may be added.
 */
public interface Participation {

    /** {@return when it happened; for a timer, when it was due} */
    Instant at();

    /** {@return the type of the activity} */
    String type();

    /** {@return the source of the activity} */
    String source();

    /** {@return as what the member took part} */
    Role role();

    /** {@return the member} */
    MemberView member();

    /** {@return what the activity was about} */
    Optional<ObjectView> object();

    /** {@return the quantity the activity carries} */
    OptionalLong amount();

    /**
     * A further value of the activity.
     *
     * @param key the key
     * @return String, Long, Double or Boolean; empty if the activity does not carry it
     */
    Optional<Object> attribute(String key);

    /**
     * Who else took part.
     *
     * @param role as what
     * @return who had that role; empty if nobody is known to
     */
    Optional<MemberView> counterpart(Role role);

    /**
     * Whether the member also has another role in the same activity, as one who accepts an answer of their own. Merged
     * identities are one member.
     *
     * @param role the other role
     * @return whether it is the same member
     */
    boolean alsoAs(Role role);

    /**
     * A counter as it stood before this participation.
     *
     * @param counter a counter that the rule declared
     * @return its value
     * @throws IllegalArgumentException if the rule did not declare it
     */
    long before(Counter counter);

    /**
     * A counter with this participation.
     *
     * @param counter a counter that the rule declared
     * @return its value
     * @throws IllegalArgumentException if the rule did not declare it
     */
    long after(Counter counter);

    /**
     * Whether this participation is the one with which a counter rises to a value.
     *
     * @param counter a counter that the rule declared
     * @param value the value
     * @return whether it was below before and is not any more
     */
    default boolean reaches(Counter counter, long value) {
        return before(counter) < value && after(counter) >= value;
    }

    /** {@return the key of the timer that is due, if the rule is asked again because it wanted to be} */
    Optional<String> timer();
}
