package dev.laurel.intake;

import dev.laurel.store.Commit;
import dev.laurel.store.Store;

/** The writing of a run over many commits. */
abstract class RunJob {
    /** At most one commit is under way while the next one is put together. */
    private static final int COMMITS_UNTIL_SURE = 2;

    private final RunWriter writer;
    private int commitsLeft = COMMITS_UNTIL_SURE;
    private boolean written;

    RunJob(RunWriter writer) {
        this.writer = writer;
    }

    /** Adds pages to a commit. Whether the run is finished, and all of it is in the store for sure. */
    final boolean advance(Commit commit, Budget budget) {
        if (written) {
            return --commitsLeft == 0;
        }
        written = write(writer, commit, budget) && writer.finish(commit, budget);
        return false;
    }

    final IdRun.Description description() {
        return writer.description();
    }

    final IdRun run(Store store) {
        return writer.run(store);
    }

    /** Writes entries until the budget is spent. Whether all of them are written. */
    abstract boolean write(RunWriter writer, Commit commit, Budget budget);

    long heapBytes() {
        return writer.heapBytes();
    }
}
