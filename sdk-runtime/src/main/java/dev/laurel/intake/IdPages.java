package dev.laurel.intake;

import dev.laurel.store.Commit;
import dev.laurel.store.Space;
import dev.laurel.store.Store;
import dev.laurel.store.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every id in full, with the digest of its content, by number. A page holds 512 of them, 24 bytes each, and behind
 * them which of them took the place of an earlier number. It is written once, when it is full; what comes after the
 * last full page is in memory only, and is added again from the log after a crash.
 */
final class IdPages {
    /** Ids in a page: 12 KB, so that the pages of a small commit stay small. */
    static final int IDS = 512;

    private static final int ENTRY = 24;
    private static final int FULL = IDS * ENTRY;
    private static final int REVISION = 6;

    /** A page that is not known to be in the store yet. */
    private static final class Held {
        final byte[] ids = new byte[FULL];
        byte[] revisions = {};
        int revised;

        void revise(int index, long replaced) {
            if (revisions.length == revised * REVISION) {
                revisions = Arrays.copyOf(revisions, Math.max(8, revised * 2) * REVISION);
            }
            PageBytes.putShort(revisions, revised * REVISION, index);
            PageBytes.putInt(revisions, revised * REVISION + 2, replaced);
            revised++;
        }

        byte[] body() {
            if (revised == 0) {
                return ids;
            }
            byte[] body = Arrays.copyOf(ids, FULL + revised * REVISION);
            System.arraycopy(revisions, 0, body, FULL, revised * REVISION);
            return body;
        }
    }

    private final Store store;
    private final PageCache cache = new PageCache();
    private final List<Held> held = new ArrayList<>();
    private long size;
    // Pages below these numbers are in the store for sure; were contributed before the last time; were contributed.
    private long settled;
    private long contributedBefore;
    private long contributed;

    /** Full pages that are in the store already are counted, not read. */
    IdPages(Store store, long pages) {
        this.store = store;
        this.size = pages * IDS;
        this.settled = pages;
        this.contributedBefore = pages;
        this.contributed = pages;
    }

    long size() {
        return size;
    }

    /** How many full pages were contributed. */
    long contributed() {
        return contributed;
    }

    /** The replaced number is -1 if the id is new. */
    void add(long hi, long lo, long digest, long replaced) {
        int index = (int) (size % IDS);
        if (index == 0) {
            held.add(new Held());
        }
        Held last = held.get(held.size() - 1);
        PageBytes.putLong(last.ids, index * ENTRY, hi);
        PageBytes.putLong(last.ids, index * ENTRY + 8, lo);
        PageBytes.putLong(last.ids, index * ENTRY + 16, digest);
        if (replaced >= 0) {
            last.revise(index, replaced);
        }
        size++;
    }

    boolean matches(long number, long hi, long lo) {
        byte[] page = page(number / IDS);
        int at = (int) (number % IDS) * ENTRY;
        return PageBytes.getLong(page, at) == hi && PageBytes.getLong(page, at + 8) == lo;
    }

    long digest(long number) {
        return PageBytes.getLong(page(number / IDS), (int) (number % IDS) * ENTRY + 16);
    }

    /**
     * Whether any page was added. Pages stay in memory until it is sure that their commit has succeeded.
     *
     * @param another whether the last commit was handed over, so that those before it have succeeded
     */
    boolean contribute(Commit commit, boolean another) {
        long full = size / IDS;
        for (long page = contributed; page < full; page++) {
            commit.put(Space.IDS, page, 0, held.get((int) (page - settled)).body());
        }
        if (another) {
            held.subList(0, (int) (contributedBefore - settled)).clear();
            settled = contributedBefore;
            contributedBefore = contributed;
        }
        boolean more = full > contributed;
        contributed = full;
        return more;
    }

    /** Puts the ids of a page of the store into a table, as they were added. */
    void load(long page, IdTable table, long flushed) {
        byte[] body = read(page);
        int revision = FULL;
        for (int index = 0; index < IDS; index++) {
            long number = page * IDS + index;
            long replaced = -1;
            if (revision < body.length && PageBytes.getUnsignedShort(body, revision) == index) {
                replaced = PageBytes.getUnsignedInt(body, revision + 2);
                revision += REVISION;
            }
            long key = IdTable.key(PageBytes.getLong(body, index * ENTRY));
            if (!table.load(key, number, replaced < flushed ? -1 : replaced)) {
                throw damaged(page);
            }
        }
    }

    long heapBytes() {
        long bytes = cache.heapBytes();
        for (Held page : held) {
            bytes += 16 + page.ids.length + 16 + page.revisions.length;
        }
        return bytes;
    }

    private byte[] page(long page) {
        if (page >= settled) {
            if (page - settled >= held.size()) {
                throw new StoreException("Page IDS/" + page
                        + "/0 of the remembered ids is asked for by another page, and" + " there are only "
                        + (settled + held.size()) + ": the database is damaged; restore a backup");
            }
            return held.get((int) (page - settled)).ids;
        }
        byte[] body = cache.get(page);
        if (body == null) {
            body = read(page);
            cache.put(page, body);
        }
        return body;
    }

    private byte[] read(long page) {
        byte[] body = store.page(Space.IDS, page, 0);
        if (body == null) {
            throw new StoreException("Page IDS/" + page + "/0 of the remembered ids is missing, though " + settled
                    + " pages were written: the database is damaged; restore a backup");
        }
        if (body.length < FULL || (body.length - FULL) % REVISION != 0) {
            throw damaged(page);
        }
        return body;
    }

    private static StoreException damaged(long page) {
        return new StoreException("Page IDS/" + page + "/0 of the remembered ids is not as it was written: the database"
                + " is damaged; restore a backup");
    }
}
