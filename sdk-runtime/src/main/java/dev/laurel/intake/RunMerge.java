package dev.laurel.intake;

import dev.laurel.store.Commit;
import java.util.ArrayList;
import java.util.List;

/** Writes several runs, whose numbers follow each other, as one. */
final class RunMerge extends RunJob {

    /** The next entry of one of the runs. */
    private static final class Source {
        final IdRun run;
        private byte[] page = {};
        private int nextPage;
        private int at;
        long key;
        long number;

        Source(IdRun run) {
            this.run = run;
        }

        boolean advance() {
            if (at == page.length) {
                if (nextPage == run.description().entryPages()) {
                    return false;
                }
                page = run.entries(nextPage++);
                at = 0;
            }
            key = IdRun.key(page, at);
            number = IdRun.number(page, at);
            at += IdRun.ENTRY;
            return true;
        }
    }

    private final List<IdRun> inputs;
    private final List<Source> sources = new ArrayList<>();
    private boolean started;

    /** The inputs, oldest first. */
    RunMerge(List<IdRun> inputs, long major) {
        super(new RunWriter(
                major,
                inputs.get(0).description().level() + 1,
                inputs.get(0).description().from(),
                inputs.get(inputs.size() - 1).description().to()));
        this.inputs = inputs;
    }

    List<IdRun> inputs() {
        return inputs;
    }

    @Override
    boolean write(RunWriter writer, Commit commit, Budget budget) {
        if (!started) {
            started = true;
            for (IdRun input : inputs) {
                Source source = new Source(input);
                if (source.advance()) {
                    sources.add(source);
                }
            }
        }
        while (!sources.isEmpty()) {
            if (budget.isSpent()) {
                return false;
            }
            Source lowest = sources.get(0);
            for (int i = 1; i < sources.size(); i++) {
                // Of equal keys the older goes first: its numbers are lower.
                if (sources.get(i).key < lowest.key) {
                    lowest = sources.get(i);
                }
            }
            writer.add(lowest.key, lowest.number, commit, budget);
            if (!lowest.advance()) {
                sources.remove(lowest);
            }
        }
        return true;
    }

    @Override
    long heapBytes() {
        long bytes = super.heapBytes();
        for (Source source : sources) {
            bytes += 16 + source.page.length;
        }
        return bytes;
    }
}
