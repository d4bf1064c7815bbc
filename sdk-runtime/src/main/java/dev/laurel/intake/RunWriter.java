package dev.laurel.intake;

import dev.laurel.store.Commit;
import dev.laurel.store.Space;
import dev.laurel.store.Store;
import java.util.Arrays;

/** Writes the pages of one run, from entries that come sorted, over as many commits as it takes. */
final class RunWriter {
    private final long major;
    private final int level;
    private final long from;
    private final long to;
    private final long[] firsts;
    private final IdFilter filter;
    private byte[] page = new byte[IdRun.ENTRIES * IdRun.ENTRY];
    private int used;
    private long entries;
    private int entryPages;
    private int wordsWritten;

    /** For numbers in a range, with room for all of them. */
    RunWriter(long major, int level, long from, long to) {
        this.major = major;
        this.level = level;
        this.from = from;
        this.to = to;
        this.firsts = new long[(int) ((to - from + IdRun.ENTRIES - 1) / IdRun.ENTRIES)];
        this.filter = new IdFilter(to - from);
    }

    void add(long key, long number, Commit commit, Budget budget) {
        if (used == 0) {
            firsts[entryPages] = key;
        }
        PageBytes.putLong(page, used, key << 16 | number >>> 16);
        PageBytes.putShort(page, used + 8, number);
        used += IdRun.ENTRY;
        entries++;
        filter.add(key);
        if (used == page.length) {
            flush(commit, budget);
        }
    }

    /** Writes first ids and filter behind the entries. Whether everything is written. */
    boolean finish(Commit commit, Budget budget) {
        if (used > 0) {
            flush(commit, budget);
        }
        int words = entryPages + filter.words();
        while (wordsWritten < words) {
            if (budget.isSpent()) {
                return false;
            }
            byte[] body = new byte[Math.min(IdRun.WORDS, words - wordsWritten) * 8];
            for (int at = 0; at < body.length; at += 8) {
                int word = wordsWritten + at / 8;
                PageBytes.putLong(body, at, word < entryPages ? firsts[word] : filter.word(word - entryPages));
            }
            commit.put(Space.ID_RUN, major, entryPages + wordsWritten / IdRun.WORDS, body);
            budget.spend(body.length);
            wordsWritten += body.length / 8;
        }
        return true;
    }

    /** The run as it is now. */
    IdRun.Description description() {
        return new IdRun.Description(major, level, from, to, entries);
    }

    IdRun run(Store store) {
        return new IdRun(store, description(), Arrays.copyOf(firsts, entryPages), filter);
    }

    long heapBytes() {
        return 16 + page.length + 16 + 8L * firsts.length + filter.heapBytes();
    }

    private void flush(Commit commit, Budget budget) {
        byte[] body = Arrays.copyOf(page, used);
        commit.put(Space.ID_RUN, major, entryPages, body);
        budget.spend(body.length);
        entryPages++;
        used = 0;
    }
}
