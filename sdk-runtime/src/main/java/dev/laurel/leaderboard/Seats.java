package dev.laurel.leaderboard;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * In which leaf each subject sits. While few of all subjects there are take part, a table by hash; once more than a
 * third do, four bytes for each number, in pages.
 */
final class Seats {
    private static final int PAGE_BITS = 12;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int FEWEST_DENSE = 4 * PAGE;

    private int[] keys = new int[16];
    private int[] leaves = new int[16];
    private int[] @Nullable [] pages = new int[0][];
    private boolean dense;
    private int size;
    private int highest = -1;

    Seats() {
        Arrays.fill(keys, Leaves.NONE);
    }

    int size() {
        return size;
    }

    /** {@return the leaf, or -1} */
    int get(int subject) {
        if (dense) {
            int number = subject >>> PAGE_BITS;
            int[] page = number < pages.length ? pages[number] : null;
            return page == null ? Leaves.NONE : page[subject & (PAGE - 1)] - 1;
        }
        int slot = slot(keys, subject);
        return keys[slot] == subject ? leaves[slot] : Leaves.NONE;
    }

    void put(int subject, int leaf) {
        if (dense) {
            putDense(subject, leaf);
            return;
        }
        int slot = slot(keys, subject);
        if (keys[slot] != subject) {
            if (size * 4L >= keys.length * 3L) {
                grow(subject);
                put(subject, leaf);
                return;
            }
            keys[slot] = subject;
            size++;
            highest = Math.max(highest, subject);
        }
        leaves[slot] = leaf;
    }

    private void putDense(int subject, int leaf) {
        int page = subject >>> PAGE_BITS;
        if (page >= pages.length) {
            pages = Arrays.copyOf(pages, page + (page >> 3) + 1);
        }
        int[] into = pages[page];
        if (into == null) {
            into = new int[PAGE];
            pages[page] = into;
        }
        size += into[subject & (PAGE - 1)] == 0 ? 1 : 0;
        into[subject & (PAGE - 1)] = leaf + 1;
    }

    void remove(int subject) {
        if (dense) {
            int[] page = pages[subject >>> PAGE_BITS];
            if (page != null && page[subject & (PAGE - 1)] != 0) {
                page[subject & (PAGE - 1)] = 0;
                size--;
            }
            return;
        }
        int slot = slot(keys, subject);
        if (keys[slot] != subject) {
            return;
        }
        size--;
        close(slot);
    }

    /** What stands behind a gap, and would no longer be found, moves up. */
    private void close(int gap) {
        int mask = keys.length - 1;
        int slot = gap;
        for (int next = (gap + 1) & mask; keys[next] != Leaves.NONE; next = (next + 1) & mask) {
            int home = home(keys, keys[next]);
            if (((next - home) & mask) >= ((next - slot) & mask)) {
                keys[slot] = keys[next];
                leaves[slot] = leaves[next];
                slot = next;
            }
        }
        keys[slot] = Leaves.NONE;
    }

    private void grow(int subject) {
        int room = keys.length * 2;
        int most = Math.max(highest, subject) + 1;
        if (size >= FEWEST_DENSE && room * 2L > most) {
            spread();
            return;
        }
        int[] oldKeys = keys;
        int[] oldLeaves = leaves;
        int[] newKeys = new int[room];
        int[] newLeaves = new int[room];
        Arrays.fill(newKeys, Leaves.NONE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != Leaves.NONE) {
                int slot = slot(newKeys, oldKeys[i]);
                newKeys[slot] = oldKeys[i];
                newLeaves[slot] = oldLeaves[i];
            }
        }
        leaves = newLeaves;
        keys = newKeys;
    }

    private void spread() {
        int[] oldKeys = keys;
        int[] oldLeaves = leaves;
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != Leaves.NONE) {
                putDense(oldKeys[i], oldLeaves[i]);
            }
        }
        dense = true;
        keys = new int[0];
        leaves = new int[0];
    }

    private static int home(int[] keys, int subject) {
        return ((subject * 0x9E3779B1) >>> 7) & (keys.length - 1);
    }

    /** Bounded, for somebody may be looking while the table is changed; they notice, and look again. */
    private static int slot(int[] keys, int subject) {
        int mask = keys.length - 1;
        int slot = home(keys, subject);
        for (int i = 0; i < keys.length && keys[slot] != Leaves.NONE && keys[slot] != subject; i++) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** {@return how much memory this takes, in bytes, without what the JVM adds to arrays} */
    long bytes() {
        long bytes = keys.length * 8L + pages.length * 8L;
        for (int[] page : pages) {
            bytes += page == null ? 0 : PAGE * 4L;
        }
        return bytes;
    }
}
