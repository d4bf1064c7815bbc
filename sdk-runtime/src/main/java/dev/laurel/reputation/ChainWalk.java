package dev.laurel.reputation;

import dev.laurel.identity.Identities;
import dev.laurel.log.LogReader;
import dev.laurel.log.Place;
import dev.laurel.log.Step;
import org.jspecify.annotations.Nullable;

/** Walks the chains of all identities of a member together, newest record first. Used by the partition's thread only. */
public final class ChainWalk {
    private final LogReader log;
    private final long[] heads;

    /**
     * Starts a walk.
     *
     * @param identities who there is
     * @param log reads the log
     * @param member the identity that names the member
     */
    public ChainWalk(Identities identities, LogReader log, int member) {
        this.log = log;
        int[] all = identities.of(member);
        this.heads = new long[all.length];
        for (int i = 0; i < all.length; i++) {
            heads[i] = identities.head(all[i]);
        }
    }

    /** {@return the next older record, or null at the beginning} */
    public @Nullable Step next() {
        int newest = 0;
        for (int i = 1; i < heads.length; i++) {
            if (heads[i] > heads[newest]) {
                newest = i;
            }
        }
        if (heads[newest] == Place.NONE) {
            return null;
        }
        Step step = log.step(heads[newest]);
        heads[newest] = step.previous();
        return step;
    }
}
