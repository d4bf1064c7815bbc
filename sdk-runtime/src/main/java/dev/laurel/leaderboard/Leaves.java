package dev.laurel.leaderboard;

import java.util.Arrays;

/**
 * The leaves of a {@link RankTree}: each holds up to 62 subjects in the order of their scores, highest first, equal ones
 * by number. A leaf is a block of 512 bytes: two words about itself, and an entry of eight bytes for each subject, how
 * far its score is under the leaf's base, and the subject. A leaf takes what is not further apart than 2^31; whoever is
 * further away gets another leaf.
 */
final class Leaves {
    static final int ROOM = 62;
    static final int NONE = -1;

    private static final int BLOCK_BITS = 6;
    private static final int BLOCK = 1 << BLOCK_BITS;
    private static final int SLAB_BITS = 10;
    private static final int SLAB_MASK = (1 << SLAB_BITS) - 1;
    private static final long FURTHEST = Integer.MAX_VALUE;

    // The words about a leaf: its base, and its parent with which of its children it is and how many it holds.
    private static final int BASE = 0;
    private static final int SELF = 1;
    private static final int ENTRIES = 2;
    private static final int SLOT_BITS = 8;
    private static final long SIZE_MASK = 0xFF;
    private static final long SLOT_AND_SIZE = 0xFFFF_FFFFL;

    private final Seats seats;
    private long[][] slabs = {new long[BLOCK]};
    private int used;
    private int free = NONE;

    Leaves(Seats seats) {
        this.seats = seats;
    }

    private long[] slab(int leaf) {
        return slabs[leaf >>> SLAB_BITS];
    }

    private static int block(int leaf) {
        return (leaf & SLAB_MASK) << BLOCK_BITS;
    }

    /** {@return a leaf with nothing in it} */
    int add() {
        int leaf = free;
        if (leaf != NONE) {
            free = parent(leaf);
        } else {
            leaf = used++;
            room(leaf);
        }
        slab(leaf)[block(leaf) + SELF] = 0;
        return leaf;
    }

    private void room(int leaf) {
        int slab = leaf >>> SLAB_BITS;
        if (slab == slabs.length) {
            slabs = Arrays.copyOf(slabs, slab + 1);
            slabs[slab] = new long[BLOCK << SLAB_BITS];
        } else if (slab == 0 && (leaf + 1) * BLOCK > slabs[0].length) {
            slabs[0] = Arrays.copyOf(slabs[0], Math.min(slabs[0].length * 2, BLOCK << SLAB_BITS));
        }
    }

    /** Gives a leaf back in which nothing is left. */
    void release(int leaf) {
        slab(leaf)[block(leaf) + SELF] = 0;
        parent(leaf, free, 0);
        free = leaf;
    }

    int size(int leaf) {
        return (int) (slab(leaf)[block(leaf) + SELF] & SIZE_MASK);
    }

    /** {@return the node above a leaf} */
    int parent(int leaf) {
        return (int) (slab(leaf)[block(leaf) + SELF] >> 32);
    }

    /** {@return which of its parent's children a leaf is} */
    int slot(int leaf) {
        return (int) (slab(leaf)[block(leaf) + SELF] & SLOT_AND_SIZE) >>> SLOT_BITS;
    }

    void parent(int leaf, int node, int slot) {
        long[] slab = slab(leaf);
        int at = block(leaf) + SELF;
        slab[at] = (long) node << 32 | (long) slot << SLOT_BITS | (slab[at] & SIZE_MASK);
    }

    private void resize(int leaf, int more) {
        slab(leaf)[block(leaf) + SELF] += more;
    }

    long score(int leaf, int position) {
        long[] slab = slab(leaf);
        int at = block(leaf);
        return slab[at] - (slab[at + ENTRIES + position] >>> 32);
    }

    int subject(int leaf, int position) {
        return (int) slab(leaf)[block(leaf) + ENTRIES + position];
    }

    /** {@return nothing of meaning: it looks at every line of a leaf} */
    long near(int leaf) {
        long[] slab = slab(leaf);
        int at = block(leaf);
        return slab[at]
                + slab[at + 8]
                + slab[at + 16]
                + slab[at + 24]
                + slab[at + 32]
                + slab[at + 40]
                + slab[at + 48]
                + slab[at + 56];
    }

    /** {@return where a subject stands in a leaf, or -1} */
    int find(int leaf, int subject) {
        long[] slab = slab(leaf);
        int first = block(leaf) + ENTRIES;
        int end = first + (int) (slab[first - 1] & SIZE_MASK);
        for (int at = first; at < end; at++) {
            if ((int) slab[at] == subject) {
                return at - first;
            }
        }
        return NONE;
    }

    /** {@return how many in a leaf come before a score and subject} */
    int before(int leaf, long score, int subject) {
        long[] slab = slab(leaf);
        int at = block(leaf);
        long under = slab[at] - score;
        int low = 0;
        int high = (int) (slab[at + SELF] & SIZE_MASK);
        if (under < 0) {
            return 0;
        }
        if (under > FURTHEST) {
            return high;
        }
        if (high == 0) {
            return 0;
        }
        // Written so that no branch has to be guessed.
        long key = under << 32 | subject;
        int first = at + ENTRIES;
        for (int length = high; length > 1; ) {
            int half = length >>> 1;
            low += slab[first + low + half - 1] < key ? half : 0;
            length -= half;
        }
        return low + (slab[first + low] < key ? 1 : 0);
    }

    /** {@return whether a score and subject stand, or would stand, between two entries of a leaf} */
    boolean spans(int leaf, long score, int subject) {
        int last = size(leaf) - 1;
        if (last < 1) {
            return false;
        }
        long highest = score(leaf, 0);
        long lowest = score(leaf, last);
        return (score < highest || (score == highest && subject > subject(leaf, 0)))
                && (score > lowest || (score == lowest && subject < subject(leaf, last)));
    }

    /** {@return whether a score can stand in a leaf; makes it so if a new base is all it takes} */
    boolean admits(int leaf, long score) {
        int size = size(leaf);
        long[] slab = slab(leaf);
        int at = block(leaf);
        if (size == 0) {
            slab[at] = score;
            return true;
        }
        long under = slab[at] - score;
        return (under >= 0 && under <= FURTHEST)
                || rebase(leaf, Math.max(score, score(leaf, 0)), Math.min(score, score(leaf, size - 1)));
    }

    private boolean rebase(int leaf, long highest, long lowest) {
        if (highest - lowest > FURTHEST) {
            return false;
        }
        long[] slab = slab(leaf);
        int at = block(leaf);
        long shift = (highest - slab[at]) << 32;
        for (int i = 0, size = size(leaf); i < size; i++) {
            slab[at + ENTRIES + i] += shift;
        }
        slab[at] = highest;
        return true;
    }

    void insert(int leaf, int position, long score, int subject) {
        long[] slab = slab(leaf);
        int at = block(leaf);
        int into = at + ENTRIES + position;
        System.arraycopy(slab, into, slab, into + 1, size(leaf) - position);
        slab[into] = (slab[at] - score) << 32 | subject;
        resize(leaf, 1);
        seats.put(subject, leaf);
    }

    /** Takes an entry out; where its subject sits is for the caller to say. */
    void remove(int leaf, int position) {
        long[] slab = slab(leaf);
        int at = block(leaf) + ENTRIES + position;
        resize(leaf, -1);
        System.arraycopy(slab, at + 1, slab, at, size(leaf) - position);
    }

    /**
     * Moves entries from the end of a leaf to the beginning of the one after it.
     *
     * @return whether they could be moved; nothing has changed if not
     */
    boolean moveRight(int leaf, int right, int count) {
        int size = size(leaf);
        if (!reach(leaf, size - count, size - 1, right)) {
            return false;
        }
        long[] slab = slab(right);
        int at = block(right) + ENTRIES;
        System.arraycopy(slab, at, slab, at + count, size(right));
        copy(leaf, size - count, right, 0, count);
        resize(right, count);
        resize(leaf, -count);
        return true;
    }

    /**
     * Moves entries from the beginning of a leaf to the end of the one before it.
     *
     * @return whether they could be moved; nothing has changed if not
     */
    boolean moveLeft(int leaf, int left, int count) {
        if (!reach(leaf, 0, count - 1, left)) {
            return false;
        }
        copy(leaf, 0, left, size(left), count);
        resize(left, count);
        resize(leaf, -count);
        long[] slab = slab(leaf);
        int at = block(leaf) + ENTRIES;
        System.arraycopy(slab, at + count, slab, at, size(leaf));
        return true;
    }

    /** {@return whether entries of a leaf can stand in another one; its base is then such that they can} */
    private boolean reach(int leaf, int first, int last, int other) {
        long highest = score(leaf, first);
        long lowest = score(leaf, last);
        int size = size(other);
        if (size > 0) {
            highest = Math.max(highest, score(other, 0));
            lowest = Math.min(lowest, score(other, size - 1));
        }
        return rebase(other, highest, lowest);
    }

    private void copy(int leaf, int from, int other, int to, int count) {
        long[] source = slab(leaf);
        long[] target = slab(other);
        long shift = (target[block(other) + BASE] - source[block(leaf) + BASE]) << 32;
        int at = block(leaf) + ENTRIES + from;
        int into = block(other) + ENTRIES + to;
        for (int i = 0; i < count; i++) {
            long entry = source[at + i];
            target[into + i] = entry + shift;
            seats.put((int) entry, other);
        }
    }

    /** {@return how many entries of a leaf, without the first, have another score than the one before them} */
    int changes(int leaf) {
        return changes(leaf, size(leaf));
    }

    /** {@return how many of the first entries of a leaf, without the very first, have another score than the one before} */
    int changes(int leaf, int count) {
        int changes = 0;
        long[] slab = slab(leaf);
        int at = block(leaf) + ENTRIES;
        for (int i = 1; i < count; i++) {
            changes += slab[at + i] >>> 32 != slab[at + i - 1] >>> 32 ? 1 : 0;
        }
        return changes;
    }

    /** {@return how much memory this takes, in bytes, without what the JVM adds to arrays} */
    long bytes() {
        long bytes = 0;
        for (long[] slab : slabs) {
            bytes += slab.length * 8L;
        }
        return bytes;
    }
}
