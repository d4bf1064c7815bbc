package dev.laurel.spi.reward;

import dev.laurel.spi.Incubating;

/** Takes the scores of a refinement. Nothing is seen by anybody before the refinement is complete. */
@Incubating
public interface ScoreSink {

    /**
     * A member's score over all topics.
     *
     * @param name kebab-case
     * @param member the member
     * @param value finite
     */
    void member(String name, int member, double value);

    /**
     * A member's score in a topic.
     *
     * @param name kebab-case
     * @param member the member
     * @param topic the topic
     * @param value finite
     */
    void memberInTopic(String name, int member, int topic, double value);

    /**
     * An object's score.
     *
     * @param name kebab-case
     * @param object the object
     * @param value finite
     */
    void object(String name, int object, double value);
}
