package dev.laurel.intake;

import dev.laurel.store.Commit;
import dev.laurel.store.Space;
import dev.laurel.store.Store;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ids that no longer fit in memory. Past the bound, the oldest quarter of the table is written as a run; eight
 * runs of a level are merged into one of the next, so that there are few. Everything is written a little at a time,
 * into pages that nothing refers to, and counts from the commit on that changes the manifest: a crash in between
 * leaves garbage, which the manifest names.
 */
final class IdRuns {
    private static final int FAN_IN = 8;
    private static final long LARGEST_FLUSH = 1L << 22;

    private final Store store;
    private final IdTable table;
    private final long bound;
    private final long flushSize;
    private final List<IdRun> runs = new ArrayList<>();
    private final Deque<IdManifest.Garbage> garbage = new ArrayDeque<>();
    private long flushed;
    private long nextMajor;
    private @Nullable TableFlush flush;
    private final NavigableMap<Integer, RunMerge> merges = new TreeMap<>();
    private int swept = IdTable.BUCKETS;
    private boolean changed;

    IdRuns(Store store, IdTable table, long bound, IdManifest manifest) {
        this.store = store;
        this.table = table;
        this.bound = bound;
        this.flushSize = Math.max(1, Math.min(bound / 4, LARGEST_FLUSH) / IdPages.IDS) * IdPages.IDS;
        this.flushed = manifest.flushed();
        this.nextMajor = manifest.nextMajor();
        this.garbage.addAll(manifest.garbage());
        for (IdRun.Description run : manifest.runs()) {
            runs.add(IdRun.open(store, run));
        }
    }

    /** The newest number of an id, or -1. */
    long find(long hi, long lo, IdPages ids) {
        for (int i = runs.size() - 1; i >= 0; i--) {
            long number = runs.get(i).find(hi, lo, ids);
            if (number >= 0) {
                return number;
            }
        }
        return -1;
    }

    /** Takes the next steps. Whether the manifest has to be written. */
    boolean contribute(IdPages ids, Commit commit, boolean another, Budget budget) {
        changed = false;
        flushIfDue(ids, commit, another, budget);
        deleteGarbage(commit, budget);
        mergeIfDue(commit, another, budget);
        return changed;
    }

    /** Forgets in memory what is in runs, for about so many slots. */
    void sweep(long slots) {
        for (long left = slots; left > 0 && swept < IdTable.BUCKETS; swept++) {
            left -= table.slots(swept);
            table.sweep(swept, flushed);
        }
    }

    IdManifest manifest(long pages) {
        List<IdRun.Description> descriptions = new ArrayList<>();
        for (IdRun run : runs) {
            descriptions.add(run.description());
        }
        List<IdManifest.Garbage> toDelete = new ArrayList<>(garbage);
        if (flush != null) {
            toDelete.add(all(flush.description()));
        }
        for (RunMerge merge : merges.values()) {
            toDelete.add(all(merge.description()));
        }
        return new IdManifest(pages, flushed, nextMajor, descriptions, toDelete);
    }

    int size() {
        return runs.size();
    }

    long heapBytes() {
        long bytes = flush == null ? 0 : flush.heapBytes();
        for (RunMerge merge : merges.values()) {
            bytes += merge.heapBytes();
        }
        for (IdRun run : runs) {
            bytes += run.heapBytes();
        }
        return bytes;
    }

    private void flushIfDue(IdPages ids, Commit commit, boolean another, Budget budget) {
        TableFlush current = flush;
        if (current == null) {
            // Early, because while the oldest are written others arrive.
            boolean due = ids.size() - flushed > bound - flushSize / 2;
            long to = flushed + flushSize;
            if (!due || to > ids.contributed() * IdPages.IDS) {
                return;
            }
            current = new TableFlush(table, nextMajor++, flushed, to);
            flush = current;
            changed = true;
        }
        if (current.advance(commit, another, budget)) {
            if (current.description().entries() > 0) {
                runs.add(current.run(store));
            } else {
                garbage.add(all(current.description()));
            }
            flushed = current.description().to();
            flush = null;
            swept = 0;
            changed = true;
        }
    }

    /** A merge for each level, the lowest first: it is over soon, and must not wait for those that take long. */
    private void mergeIfDue(Commit commit, boolean another, Budget budget) {
        int to = runs.size();
        while (to > 0) {
            int level = runs.get(to - 1).description().level();
            int from = to;
            while (from > 0 && runs.get(from - 1).description().level() == level) {
                from--;
            }
            // Levels only fall from the oldest run to the newest.
            if (to - from >= FAN_IN && !merges.containsKey(level)) {
                merges.put(level, new RunMerge(List.copyOf(runs.subList(from, from + FAN_IN)), nextMajor++));
                changed = true;
            }
            to = from;
        }
        for (RunMerge merge : List.copyOf(merges.values())) {
            if (merge.advance(commit, another, budget)) {
                publish(merge);
            }
        }
    }

    private void publish(RunMerge merge) {
        List<IdRun> inputs = merge.inputs();
        int at = runs.indexOf(inputs.get(0));
        runs.subList(at, at + inputs.size()).clear();
        runs.add(at, merge.run(store));
        for (IdRun input : inputs) {
            garbage.add(all(input.description()));
        }
        merges.remove(inputs.get(0).description().level());
        changed = true;
    }

    /** What is deleted is overwritten, and costs as much as what is written. */
    private void deleteGarbage(Commit commit, Budget budget) {
        while (!garbage.isEmpty() && !budget.isSpent()) {
            IdManifest.Garbage first = garbage.removeFirst();
            commit.delete(Space.ID_RUN, first.major(), first.from());
            budget.spend(IdRun.ENTRIES * IdRun.ENTRY);
            changed = true;
            if (first.from() + 1 < first.to()) {
                garbage.addFirst(new IdManifest.Garbage(first.major(), first.from() + 1, first.to()));
            }
        }
    }

    private static IdManifest.Garbage all(IdRun.Description run) {
        return new IdManifest.Garbage(run.major(), 0, run.mostPages());
    }
}
