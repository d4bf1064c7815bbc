package dev.laurel.spi;

import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Score;
import java.util.List;

/**
 * Says what a participation tells about a member or an object. Pure: the same participation gives the same answer; no
 * clock, no I/O, no static state. Called on the partition's thread.
 */
@Incubating
public interface Scorer extends AutoCloseable {

    /**
     * Scores one participation.
     *
     * @param participation what happened, for one member in one role
     * @return what it contributes; empty if nothing
     */
    List<Score> score(Participation participation);

    /** Lets go of what the instance holds. Called once. */
    @Override
    default void close() {}
}
