package dev.laurel.view;

import java.util.List;

/**
 * What became of one recorded activity. It is durable when this is seen.
 *
 * @param outcome what became of it
 * @param code empty if accepted or known with the same content; else why not, upper case, words joined by underscores
 * @param message empty if the code is; else what is wrong, where, and what to do
 * @param earned what it earned, or took away, for each member concerned: a withdrawal and a deletion take away. What
 *     caps and floors add, and what follows further on for other activities, such as a badge whose count is no longer
 *     reached, is among the entries of the members concerned only; so is what is earned by members whose imported
 *     history is not complete yet
 * @param declined what rules had reasons not to give
 */
public record Recorded(Outcome outcome, String code, String message, List<Earned> earned, List<Declined> declined) {

    /** What can become of an activity. */
    public enum Outcome {
        /** Taken in, and folded. */
        ACCEPTED,
        /** Taken in; it is folded when the history it belongs to is complete. */
        DEFERRED,
        /** Already known with the same content, or in a newer revision; nothing changed. */
        DUPLICATE,
        /** Already known with other content; the first stays. */
        CONFLICT,
        /** Not acceptable; nothing is stored. */
        REFUSED
    }

    /**
     * Something earned or taken away.
     *
     * @param member the member's number in this community
     * @param unit what, for example {@code points/reputation} or {@code badge/teacher}
     * @param amount how much; negative if taken away
     * @param rule the rule, {@code PLUGIN/EXTENSION/RULE}
     * @param role as what the member took part
     */
    public record Earned(long member, String unit, long amount, String rule, String role) {}

    /**
     * Something not given, and why.
     *
     * @param member the member's number in this community
     * @param rule the rule, {@code PLUGIN/EXTENSION/RULE}
     * @param code why not: the rule's own, {@code LIMIT_} and the name of a limit on times, or {@code RULE_FAILED}
     * @param from from when the same could succeed, in epoch milliseconds; {@link Long#MAX_VALUE} if time does not help
     */
    public record Declined(long member, String rule, String code, long from) {}

    /** {@return whether the activity is in the log, now or since before} */
    public boolean isKept() {
        return outcome != Outcome.REFUSED && outcome != Outcome.CONFLICT;
    }
}
