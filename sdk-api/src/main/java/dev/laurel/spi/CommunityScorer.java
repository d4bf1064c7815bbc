package dev.laurel.spi;

import dev.laurel.spi.reward.Evidence;
import dev.laurel.spi.reward.ScoreSink;
import java.time.Instant;

/**
 * Scores members or objects by looking at the whole community, for example a ranking by who rates whom. A refinement
 * reads all evidence in time order and writes a complete snapshot, which the runtime publishes atomically under a
 * version of its own. Pure apart from what it is given; called on a worker.
 */
@Incubating
public interface CommunityScorer extends AutoCloseable {

    /**
     * Computes a snapshot.
     *
     * @param evidence everything the community knows by then, in time order, read once
     * @param asOf the time the snapshot speaks of
     * @param sink takes the scores
     * @throws InterruptedException if the runtime stops the refinement; what was written is dropped
     */
    void refine(Evidence evidence, Instant asOf, ScoreSink sink) throws InterruptedException;

    /** Lets go of what the instance holds. Called once. */
    @Override
    default void close() {}
}
