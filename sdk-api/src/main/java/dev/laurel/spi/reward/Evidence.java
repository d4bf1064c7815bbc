package dev.laurel.spi.reward;

import dev.laurel.spi.Incubating;
import dev.laurel.spi.activity.Role;

/**
 * Everything a community scorer may look at: a cursor over activities, in the order of their time, one record at a time
 * and without an object for each. It is read once, ends at the time of the refinement, inclusive, and does not change
 * while it is read. What has been taken back, and what is about an object that is not to be seen, is left out; owners,
 * types and topics are those known now.
 *
 * <p>Numbers stand for members, objects and topics; they are dense, from 0, so they index arrays. A member's number is
 * that of {@link MemberView#number()}; members that have become one with another occur in no record, so that
 * {@link #members()} is an upper bound.
 *
 * <p>Implemented by the runtime and the testkit only; methods may be added. Not safe for use by several threads.
 */
@Incubating
public interface Evidence {

    /** {@return what all member numbers are below} */
    int members();

    /** {@return what all object numbers are below} */
    int objects();

    /** {@return what all topic numbers are below} */
    int topics();

    /**
     * What a topic is called.
     *
     * @param topic the topic
     * @return its name, as sources say it
     */
    String topicName(int topic);

    /**
     * Whether the host vouches for a member: from whom trust spreads.
     *
     * @param member the member
     * @return whether the host trusts them
     */
    boolean isTrusted(int member);

    /**
     * Goes to the next record.
     *
     * @return whether there is one
     * @throws InterruptedException if the runtime stops the refinement; long loops between two records should look at
     *     {@link Thread#interrupted()} for the same
     */
    boolean next() throws InterruptedException;

    /** {@return when it happened, in microseconds since 1970} */
    long at();

    /** {@return the type of the activity; the same String for the same type} */
    String type();

    /** {@return the source it came from; the same String for the same source} */
    String source();

    /**
     * Who takes part in a role. A role that is named wins over one that is known; the author of an object and the asker
     * are known without being named.
     *
     * @param role the role, for example the rater
     * @return the member, or -1 if nobody has the role, or the source does not tell
     */
    int member(Role role);

    /** {@return what it was about, or -1} */
    int object();

    /** {@return of what type that is, for example {@code answer}; empty if nobody has said; the same String for the same type} */
    String objectType();

    /** {@return whose object it is, or -1 if it belongs to nobody or nobody knows} */
    int owner();

    /**
     * {@return when the object was contributed: the time of the earliest activity that says who wrote it, in microseconds
     * since 1970; {@link Long#MAX_VALUE} if none does}
     */
    long objectAt();

    /** {@return how many topics the object has; those of the nearest object above it if it has none of its own} */
    int topicCount();

    /**
     * A topic of the object.
     *
     * @param index from 0, below {@link #topicCount()}
     * @return the topic
     */
    int topic(int index);

    /** {@return how far the source vouches for votes without a voter, 0 to 1; of meaning only where there is no rater} */
    double sourceTrust();
}
