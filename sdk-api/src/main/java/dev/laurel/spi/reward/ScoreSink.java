package dev.laurel.spi.reward;

import dev.laurel.spi.Incubating;

/**
 * Takes the scores of a refinement. Nothing is seen by anybody before the refinement is complete. Each score of a subject
 * is written once.
 *
 * <p>Implemented by the runtime and the testkit only; methods may be added.
 */
@Incubating
public interface ScoreSink {

    /**
     * A member's score over all topics.
     *
     * @param name kebab-case
     * @param member the member
     * @param value finite
     * @throws IllegalArgumentException if a number is out of range or the value not finite
     * @throws IllegalStateException if the score has been written already
     */
    void member(String name, int member, double value);

    /**
     * A member's score in a topic.
     *
     * @param name kebab-case
     * @param member the member
     * @param topic the topic
     * @param value finite
     * @throws IllegalArgumentException if a number is out of range or the value not finite
     * @throws IllegalStateException if the score has been written already
     */
    void memberInTopic(String name, int member, int topic, double value);

    /**
     * An object's score.
     *
     * @param name kebab-case
     * @param object the object
     * @param value finite
     * @throws IllegalArgumentException if a number is out of range or the value not finite
     * @throws IllegalStateException if the score has been written already
     */
    void object(String name, int object, double value);
}
