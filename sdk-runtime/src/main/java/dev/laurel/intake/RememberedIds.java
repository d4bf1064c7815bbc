package dev.laurel.intake;

import dev.laurel.store.Commit;
import dev.laurel.store.Store;
import dev.laurel.store.StoreException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Every activity that was ever admitted, by the keyed hash of its id: this is how a duplicate is known for one.
 * Activities are numbered 0, 1, 2 and so on in the order of their admission.
 *
 * <p>Up to a bound, ids are found in memory, about 12 bytes each; beyond it the oldest are found on disk behind a
 * filter of ten bits each. What is written is written once and in order. Used by the partition's thread only.
 */
public final class RememberedIds {
    private static final long MOST = (1L << 32) - 2;
    private static final int LEAST_BUDGET = 16 * 1024;
    // Eleven bytes to write an id to a run; to merge it once more as many again, and as many to delete what was merged.
    private static final int RUN_BYTES_AN_ID = 48;
    private static final int MANY_RUNS = 32;
    private static final int SWEPT_SLOTS_AN_ID = 16;

    private final IdTable table;
    private final IdPages pages;
    private final IdRuns runs;
    private long sizeBefore;
    private @Nullable Commit last;

    private RememberedIds(IdTable table, IdPages pages, IdRuns runs) {
        this.table = table;
        this.pages = pages;
        this.runs = runs;
        this.sizeBefore = pages.size();
    }

    /**
     * Loads what was remembered. Everything from {@link #persisted()} on has to be added again from the log.
     *
     * @param store where the community is kept
     * @param heapBound about how many ids to hold in memory; the rest is looked up on disk
     * @return the ids
     * @throws StoreException if a page is missing or damaged
     */
    public static RememberedIds open(Store store, long heapBound) {
        IdManifest manifest = IdManifest.open(store);
        long flushedPages = manifest.flushed() / IdPages.IDS;
        IdTable table = new IdTable((manifest.pages() - flushedPages) * IdPages.IDS);
        IdPages pages = new IdPages(store, manifest.pages());
        for (long page = flushedPages; page < manifest.pages(); page++) {
            pages.load(page, table, manifest.flushed());
        }
        return new RememberedIds(table, pages, new IdRuns(store, table, heapBound, manifest));
    }

    /**
     * Looks for an activity.
     *
     * @param hi first half of the keyed hash of its id
     * @param lo second half
     * @return the newest number under this id, or -1
     * @throws StoreException if a page is missing or cannot be read
     */
    public long find(long hi, long lo) {
        long number = table.find(hi, lo, pages);
        return number >= 0 ? number : runs.find(hi, lo, pages);
    }

    /**
     * Looks to where a search will begin, so that it need not wait for memory.
     *
     * @param hi first half of the keyed hash
     * @return nothing of meaning
     */
    public long near(long hi) {
        return table.near(hi);
    }

    /**
     * The digest that an activity was added with.
     *
     * @param number its number
     * @return the digest of its content
     * @throws IndexOutOfBoundsException if there is no such number
     * @throws StoreException if a page is missing or cannot be read
     */
    public long digest(long number) {
        return pages.digest(Objects.checkIndex(number, pages.size()));
    }

    /**
     * Whether an activity is remembered as it was added, whatever else came under its id since.
     *
     * @param number its number
     * @param hi first half of the keyed hash of its id
     * @param lo second half
     * @param digest the digest of its content
     * @return false also if there is no such number
     * @throws StoreException if a page is missing or cannot be read
     */
    public boolean holds(long number, long hi, long lo, long digest) {
        return number < pages.size() && pages.matches(number, hi, lo) && pages.digest(number) == digest;
    }

    /**
     * Remembers an activity. An id that is there already is found under its new number from now on.
     *
     * @param hi first half of the keyed hash of its id
     * @param lo second half
     * @param digest the digest of its content
     * @return its number
     * @throws StoreException if a page is missing or cannot be read
     * @throws IllegalStateException if there are 2<sup>32</sup> - 2 already
     */
    public long add(long hi, long lo, long digest) {
        long number = pages.size();
        if (number >= MOST) {
            throw new IllegalStateException(
                    "A community remembers at most " + MOST + " activities, and has as many: start another community");
        }
        long replaced = table.put(hi, lo, number, pages);
        pages.add(hi, lo, digest, replaced);
        return number;
    }

    /** {@return how many were added; the next number} */
    public long size() {
        return pages.size();
    }

    /** {@return the first number not in pages as of the last {@link #contribute}; added again from the log} */
    public long persisted() {
        return pages.contributed() * IdPages.IDS;
    }

    /**
     * Adds the pages to a commit that have to be written: about as many bytes as were added in ids since the last time,
     * and while ids are on their way to disk up to twice as many again, but 16 KB in any case. To be called for each
     * commit, in the order of the commits, and at the earliest when the commit before the last one has succeeded. A
     * commit that is still empty afterwards need not be handed over.
     *
     * @param commit gets the pages
     * @throws StoreException if a page is missing or cannot be read
     */
    public void contribute(Commit commit) {
        long added = pages.size() - sizeBefore;
        sizeBefore = pages.size();
        boolean another = last == null || !last.isEmpty();
        last = commit;
        boolean changed = pages.contribute(commit, another);
        // Merging that has fallen behind gets more, so that looking an id up stays cheap.
        long share = 1L + runs.size() / MANY_RUNS;
        Budget budget = new Budget(share * Math.max(LEAST_BUDGET, RUN_BYTES_AN_ID * added));
        changed |= runs.contribute(pages, commit, another, budget);
        runs.sweep(Math.max(LEAST_BUDGET, SWEPT_SLOTS_AN_ID * added));
        if (changed) {
            runs.manifest(pages.contributed()).write(commit);
        }
    }

    /** {@return the bytes of memory that all of this takes} */
    public long heapBytes() {
        return table.heapBytes() + pages.heapBytes() + runs.heapBytes();
    }

    /** How many runs there are on disk. */
    int runs() {
        return runs.size();
    }
}
