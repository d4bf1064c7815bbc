package dev.laurel.log;

/** Gets the records of a segment in order. */
public interface SegmentRecords {
    /**
     * A new identity.
     *
     * @param source the word for its source
     * @param high first half of its keyed hash
     * @param low second half
     */
    void identity(int source, long high, long low);

    /**
     * A new object.
     *
     * @param source the word for its source
     * @param high first half of its keyed hash
     * @param low second half
     */
    void object(int source, long high, long low);

    /**
     * An activity.
     *
     * @param fact the activity
     */
    void activity(ActivityFact fact);

    /**
     * A step of a chain.
     *
     * @param step the step
     */
    void step(Step step);

    /**
     * A decision.
     *
     * @param decision the decision
     */
    void decision(DecisionFact decision);
}
