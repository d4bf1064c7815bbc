package dev.laurel.log;

/**
 * What an entry is about, whatever its amount becomes later: the cause, the rule, the unit, the role and the ordinal.
 * Neither the rule's version nor the member is part of it, so both may change and the entries still belong together.
 *
 * @param kind what caused it
 * @param cause the place of the activity; for a limit, 0
 * @param role the word for the role; for a limit, -1
 * @param rule the word for the rule or limit
 * @param unit the word for the unit
 * @param ordinal the how-manyth reward of this unit by this rule to this participation
 * @param when for a timer, when it was due; for a limit, the number of the period; else 0
 */
public record Grant(Kind kind, long cause, int role, int rule, int unit, int ordinal, long when) {

    /** What causes entries. */
    public enum Kind {
        /** A participation. */
        ACTIVITY(0),
        /** A timer that a rule asked for. */
        TIMER(1),
        /** A cap or floor over all that a period holds. */
        LIMIT(2);

        // In segments: it never changes.
        private final int number;

        Kind(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }
}
