package dev.laurel.spi;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Enrichment;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Asks the outside world about activities before they are taken in: a language, a mood, a price, whether a text is spam.
 * What it answers is stored with the activity as a fact, seen by rules as attributes, and never asked for again: a rule
 * that judges the activity anew sees the same. One call at a time, on a thread of the instance's own.
 *
 * <p>An activity does not wait for ever: if the answer fails or comes too late, it is taken in without.
 */
public interface Enricher extends AutoCloseable {

    /**
     * Which activities it wants to see. Asked once, when the instance is made.
     *
     * @return types of activities, such as {@code review.written}; empty for all
     */
    default Set<String> types() {
        return Set.of();
    }

    /**
     * Answers for some activities, all of a type that it wants to see.
     *
     * @param activities what is about to be taken in, in no particular order; at most 1,000
     * @return an answer for each, in the same order; {@link Enrichment#none()} where there is none
     * @throws PermanentFailureException if asking cannot help until somebody changes something
     * @throws Exception any other failure; the activities are taken in without an answer
     */
    List<Enrichment> enrich(List<Activity> activities) throws Exception;

    /**
     * Lets go of what the instance holds. Called once, after the last call has returned.
     *
     * @throws IOException if something could not be let go of; the runtime logs it and goes on
     */
    @Override
    default void close() throws IOException {}
}
