package dev.laurel.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record in the chain of an identity: a participation that was judged when it came, one that waits for a refold, a
 * timer that fired, or a refold that corrected what was posted before.
 *
 * @param kind what it is
 * @param place where it stands
 * @param previous the record before it in the chain, or {@link Place#NONE}
 * @param identity whose chain
 * @param cause the place of the activity; for a refold, 0
 * @param role the word for the role; for a refold, -1
 * @param at when the activity happened; for a timer, when it was due; for a refold, from when on things were judged
 *     anew; in microseconds since 1970
 * @param reason for a refold, the word for its reason; for a timer, the word for its key; else -1
 * @param recorded when the batch was committed, in microseconds since 1970
 * @param entries what was posted
 * @param declines what was not given
 * @param timers what is to fire later
 * @param snapshot what the member's fold remembers after this record, or null if not written here
 */
@SuppressWarnings("ArrayRecordComponent") // a record of the log, compared by its place
public record Step(
        Kind kind,
        long place,
        long previous,
        int identity,
        long cause,
        int role,
        long at,
        int reason,
        long recorded,
        List<Entry> entries,
        List<Declined> declines,
        List<Timer> timers,
        byte @Nullable [] snapshot) {

    /** What a record can be. */
    public enum Kind {
        /** Judged in order. */
        JUDGED(0),
        /** Came late; the refold that judges it follows in the same batch. */
        LATE(1),
        /** Belongs to history still coming in; a refold that judges it follows in a later batch. */
        DEFERRED(2),
        /** A timer fired in order. */
        FIRED(3),
        /** What was posted before was corrected. */
        REFOLD(4);

        // In segments: it never changes.
        private final int number;

        Kind(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    /**
     * Something that was not given.
     *
     * @param cause the place of the activity, or {@link Place#NONE} if it is about none in particular
     * @param role the word for the role, or -1
     * @param rule the word for the rule
     * @param code the word for the reason
     * @param from from when it could succeed, in microseconds since 1970; Long.MAX_VALUE if time does not help
     */
    public record Declined(long cause, int role, int rule, int code, long from) {}

    /**
     * Something that is to fire.
     *
     * @param rule the word for the rule
     * @param key the word for what the rule calls it
     * @param at when, in microseconds since 1970
     */
    public record Timer(int rule, int key, long at) {}
}
