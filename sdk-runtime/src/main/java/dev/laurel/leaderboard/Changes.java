package dev.laurel.leaderboard;

import java.util.Arrays;

/** Sums by key, for the keys of a batch or a day. Keys are 0 or more. Not safe for use by several threads. */
final class Changes {
    private static final long FREE = -1;

    private long[] keys = new long[16];
    private long[] sums = new long[16];
    private int size;

    /** Gets sums one after the other. */
    @FunctionalInterface
    interface Visitor {
        void sum(long key, long sum);
    }

    Changes() {
        Arrays.fill(keys, FREE);
    }

    void add(long key, long more) {
        int slot = slot(keys, key);
        if (keys[slot] == FREE) {
            if (size * 4L >= keys.length * 3L) {
                grow();
                slot = slot(keys, key);
            }
            keys[slot] = key;
            sums[slot] = 0;
            size++;
        }
        sums[slot] += more;
    }

    long get(long key) {
        int slot = slot(keys, key);
        return keys[slot] == key ? sums[slot] : 0;
    }

    int size() {
        return size;
    }

    void visit(Visitor visitor) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != FREE && sums[i] != 0) {
                visitor.sum(keys[i], sums[i]);
            }
        }
    }

    void clear() {
        if (size > 0) {
            Arrays.fill(keys, FREE);
            size = 0;
        }
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldSums = sums;
        long[] newKeys = new long[keys.length * 2];
        long[] newSums = new long[newKeys.length];
        Arrays.fill(newKeys, FREE);
        int kept = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            // What has come to nothing needs no place.
            if (oldKeys[i] != FREE && oldSums[i] != 0) {
                int slot = slot(newKeys, oldKeys[i]);
                newKeys[slot] = oldKeys[i];
                newSums[slot] = oldSums[i];
                kept++;
            }
        }
        sums = newSums;
        keys = newKeys;
        size = kept;
    }

    /** Bounded, for somebody may be looking while the table is changed; they notice, and look again. */
    private static int slot(long[] keys, long key) {
        int mask = keys.length - 1;
        int slot = (int) (((key + 1) * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        for (int i = 0; i < keys.length && keys[slot] != FREE && keys[slot] != key; i++) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
