package dev.laurel.intake;

import dev.laurel.store.Space;
import dev.laurel.store.Store;
import dev.laurel.store.StoreException;

/**
 * Ids whose numbers lie in a range, sorted and on disk: 42 bits of the id and 32 of the number each, with a filter and
 * the first id of every page in memory. Immutable. Its pages are those with the entries, then those with the first ids
 * and the filter.
 */
final class IdRun {
    /** Entries in a page: 4,000 bytes, so that a look-up reads no more than one page of most databases. */
    static final int ENTRIES = 400;

    static final int ENTRY = 10;

    /** Words in a page of first ids and filter. */
    static final int WORDS = 500;

    /**
     * What is known of a run without reading it.
     *
     * @param major the first part of the keys of its pages
     * @param level how often its ids were merged
     * @param from the first number
     * @param to one more than the last number
     * @param entries how many ids it holds: not those of numbers that were replaced when it was written
     */
    record Description(long major, int level, long from, long to, long entries) {

        int entryPages() {
            return (int) ((entries + ENTRIES - 1) / ENTRIES);
        }

        /** How many pages it can have at most, whatever was replaced: what has to be deleted if it is not finished. */
        int mostPages() {
            return pages(to - from, to - from);
        }

        int pages() {
            return pages(entries, to - from);
        }

        private static int pages(long entries, long room) {
            long entryPages = (entries + ENTRIES - 1) / ENTRIES;
            long words = entryPages + IdFilter.words(room);
            return (int) (entryPages + (words + WORDS - 1) / WORDS);
        }
    }

    private final Store store;
    private final Description description;
    private final long[] firsts;
    private final IdFilter filter;

    IdRun(Store store, Description description, long[] firsts, IdFilter filter) {
        this.store = store;
        this.description = description;
        this.firsts = firsts;
        this.filter = filter;
    }

    /** Reads first ids and filter. */
    static IdRun open(Store store, Description description) {
        int entryPages = description.entryPages();
        long[] firsts = new long[entryPages];
        IdFilter filter = new IdFilter(description.to - description.from);
        IdRun run = new IdRun(store, description, firsts, filter);
        int words = entryPages + filter.words();
        for (int word = 0; word < words; word += WORDS) {
            byte[] page = run.page(entryPages + word / WORDS, Math.min(WORDS, words - word) * 8);
            for (int i = 0; i * 8 < page.length; i++) {
                long value = PageBytes.getLong(page, i * 8);
                if (word + i < entryPages) {
                    firsts[word + i] = value;
                } else {
                    filter.word(word + i - entryPages, value);
                }
            }
        }
        return run;
    }

    Description description() {
        return description;
    }

    /** The newest number of an id, or -1. */
    long find(long hi, long lo, IdPages ids) {
        long key = IdTable.key(hi);
        if (!filter.mayHold(key)) {
            return -1;
        }
        for (int number = lastStart(key); number >= 0; number--) {
            byte[] page = entries(number);
            int at = end(page, key) - ENTRY;
            // The highest number stands last.
            while (at >= 0 && key(page, at) == key) {
                if (ids.matches(number(page, at), hi, lo)) {
                    return number(page, at);
                }
                at -= ENTRY;
            }
            if (at >= 0) {
                return -1;
            }
        }
        return -1;
    }

    byte[] entries(int page) {
        long before = (long) page * ENTRIES;
        return page(page, (int) Math.min(ENTRIES, description.entries - before) * ENTRY);
    }

    long heapBytes() {
        return 16 + 8L * firsts.length + filter.heapBytes();
    }

    static long key(byte[] page, int at) {
        return PageBytes.getLong(page, at) >>> 16;
    }

    static long number(byte[] page, int at) {
        return PageBytes.getUnsignedInt(page, at + 6);
    }

    /** The last page that starts with this key or a lower one; -1 if none does. */
    private int lastStart(long key) {
        int low = 0;
        int high = firsts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (firsts[middle] <= key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** Where the entries with this key or a lower one end. */
    private static int end(byte[] page, long key) {
        int low = 0;
        int high = page.length / ENTRY;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (key(page, middle * ENTRY) <= key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low * ENTRY;
    }

    private byte[] page(int number, int length) {
        byte[] page = store.page(Space.ID_RUN, description.major, number);
        if (page == null || page.length != length) {
            throw new StoreException("Page ID_RUN/" + description.major + "/" + number + " of the remembered ids "
                    + (page == null ? "is missing" : "is not as it was written")
                    + ": the database is damaged; restore a backup");
        }
        return page;
    }
}
