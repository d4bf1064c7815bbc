package dev.laurel.intake;

import dev.laurel.store.Commit;
import dev.laurel.store.Store;

/** The writing of a run over many commits. */
abstract class RunJob {
    /** The one with the last pages, and the one that is under way when the run is published. */
    private static final int COMMITS_UNTIL_SURE = 2;

    private final RunWriter writer;
    private int commitsLeft = COMMITS_UNTIL_SURE;
    private boolean written;

    RunJob(RunWriter writer) {
        this.writer = writer;
    }

    /**
     * Adds pages to a commit. Whether the run is finished, and all of it is in the store for sure.
     *
     * @param another whether the last commit was handed over, so that those before it have succeeded
     */
    final boolean advance(Commit commit, boolean another, Budget budget) {
        if (written) {
            commitsLeft -= another ? 1 : 0;
            return commitsLeft == 0;
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
