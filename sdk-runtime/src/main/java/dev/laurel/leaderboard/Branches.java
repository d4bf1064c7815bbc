package dev.laurel.leaderboard;

import java.util.Arrays;

/**
 * The inner nodes of a {@link RankTree}. Each has up to 64 children; of each child it knows the first score and subject
 * that may stand in it, how many subjects it holds, and how many of them have another score than the one before them. A
 * node is a block of 1,536 bytes: the first scores, then subjects and children, then counts and changes.
 */
final class Branches {
    static final int ROOM = 64;

    private static final int BLOCK = 3 * ROOM;
    private static final int LINKS = ROOM;
    private static final int TALLIES = 2 * ROOM;

    private long[] blocks = new long[BLOCK];
    private int[] parents = new int[1];
    private byte[] sizes = new byte[1];
    private byte[] slots = new byte[1];
    private int used;
    private int free = Leaves.NONE;

    /** {@return a node without children} */
    int add() {
        int node = free;
        if (node != Leaves.NONE) {
            free = parents[node];
        } else {
            node = used++;
            if (node >= sizes.length) {
                int room = node + (node >> 3) + 1;
                blocks = Arrays.copyOf(blocks, room * BLOCK);
                parents = Arrays.copyOf(parents, room);
                sizes = Arrays.copyOf(sizes, room);
                slots = Arrays.copyOf(slots, room);
            }
        }
        sizes[node] = 0;
        parents[node] = Leaves.NONE;
        return node;
    }

    void release(int node) {
        sizes[node] = 0;
        parents[node] = free;
        free = node;
    }

    int size(int node) {
        return sizes[node];
    }

    int parent(int node) {
        return parents[node];
    }

    /** {@return which of its parent's children a node is} */
    int slot(int node) {
        return slots[node];
    }

    void parent(int node, int parent, int slot) {
        parents[node] = parent;
        slots[node] = (byte) slot;
    }

    int child(int node, int slot) {
        return (int) blocks[node * BLOCK + LINKS + slot];
    }

    int count(int node, int slot) {
        return (int) (blocks[node * BLOCK + TALLIES + slot] >>> 32);
    }

    int changes(int node, int slot) {
        return (int) blocks[node * BLOCK + TALLIES + slot];
    }

    long firstScore(int node, int slot) {
        return blocks[node * BLOCK + slot];
    }

    int firstSubject(int node, int slot) {
        return (int) (blocks[node * BLOCK + LINKS + slot] >> 32);
    }

    /** Says where a child begins. */
    void set(int node, int slot, long score, int subject) {
        blocks[node * BLOCK + slot] = score;
        blocks[node * BLOCK + LINKS + slot] = (long) subject << 32 | child(node, slot);
    }

    /** Adds to what is known of a child. The two numbers share a word: neither is ever below zero. */
    void add(int node, int slot, int count, int changes) {
        blocks[node * BLOCK + TALLIES + slot] += ((long) count << 32) + changes;
    }

    /** {@return the slot of the child in which a score and subject would stand: the last one that does not begin after them} */
    int slot(int node, long score, int subject) {
        // Written so that no branch has to be guessed: the last one that begins with a higher score.
        int at = node * BLOCK;
        int size = sizes[node];
        int low = 0;
        for (int length = size; length > 1; ) {
            int half = length >>> 1;
            low += blocks[at + low + half] > score ? half : 0;
            length -= half;
        }
        return low + 1 < size && blocks[at + low + 1] == score ? slot(node, low + 1, score, subject) : low;
    }

    /** Several begin with the score itself: then the subject decides. */
    private int slot(int node, int from, long score, int subject) {
        int at = node * BLOCK;
        int low = from;
        int high = sizes[node];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (blocks[at + middle] == score && firstSubject(node, middle) <= subject) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** {@return nothing of meaning: it looks at every line of where the children of a node begin} */
    long near(int node) {
        int at = node * BLOCK;
        return blocks[at]
                + blocks[at + 8]
                + blocks[at + 16]
                + blocks[at + 24]
                + blocks[at + 32]
                + blocks[at + 40]
                + blocks[at + 48]
                + blocks[at + 56];
    }

    /** {@return nothing of meaning: it looks at what is known of a child} */
    long near(int node, int slot) {
        int at = node * BLOCK + slot;
        return blocks[at + LINKS] + blocks[at + TALLIES];
    }

    /** {@return how many subjects stand in the children before a slot} */
    int countBefore(int node, int slot) {
        return (int) (before(node, slot) >>> 32);
    }

    /** {@return how many subjects in the children before a slot have another score than the one before them} */
    int changesBefore(int node, int slot) {
        return (int) before(node, slot);
    }

    private long before(int node, int slot) {
        int at = node * BLOCK + TALLIES;
        long sum = 0;
        for (int i = at; i < at + slot; i++) {
            sum += blocks[i];
        }
        return sum;
    }

    int count(int node) {
        return countBefore(node, sizes[node]);
    }

    int changes(int node) {
        return changesBefore(node, sizes[node]);
    }

    /** Makes room for a child at a slot, of which nothing is known yet. */
    void insert(int node, int slot, int child) {
        move(node, slot, node, slot + 1, sizes[node] - slot);
        sizes[node]++;
        int at = node * BLOCK + slot;
        blocks[at + LINKS] = child;
        blocks[at + TALLIES] = 0;
    }

    void remove(int node, int slot) {
        sizes[node]--;
        move(node, slot + 1, node, slot, sizes[node] - slot);
    }

    /** Moves children from the end of a node to the beginning of another one; their parents are for the caller to say. */
    void moveRight(int node, int right, int count) {
        move(right, 0, right, count, sizes[right]);
        move(node, sizes[node] - count, right, 0, count);
        sizes[node] -= (byte) count;
        sizes[right] += (byte) count;
    }

    /** Moves all children of a node to the end of the one before it; their parents are for the caller to say. */
    void moveLeft(int node, int left) {
        move(node, 0, left, sizes[left], sizes[node]);
        sizes[left] += sizes[node];
        sizes[node] = 0;
    }

    private void move(int node, int from, int other, int to, int count) {
        for (int part = 0; part < BLOCK; part += ROOM) {
            System.arraycopy(blocks, node * BLOCK + part + from, blocks, other * BLOCK + part + to, count);
        }
    }

    /** {@return how much memory this takes, in bytes, without what the JVM adds to arrays} */
    long bytes() {
        return blocks.length * 8L + sizes.length * 6L;
    }
}
