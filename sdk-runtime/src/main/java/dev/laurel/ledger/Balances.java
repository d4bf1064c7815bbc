package dev.laurel.ledger;

import java.util.Arrays;

/** Balances by identity and unit. Open addressing over primitive arrays: 16 bytes a slot. Not safe for use by several threads. */
final class Balances {
    private static final long FREE = -1;
    private static final int UNIT_BITS = 20;
    private static final int NEIGHBOURS = 7;

    private long[] keys = new long[64];
    private long[] values = new long[64];
    private int size;

    Balances() {
        Arrays.fill(keys, FREE);
    }

    /** Gets balances one after the other. */
    @FunctionalInterface
    interface Visitor {
        void balance(int identity, int unit, long value);
    }

    private static long key(int identity, int unit) {
        return (long) identity << UNIT_BITS | unit;
    }

    long get(int identity, int unit) {
        int slot = slot(key(identity, unit));
        return keys[slot] == FREE ? 0 : values[slot];
    }

    void add(int identity, int unit, long delta) {
        long key = key(identity, unit);
        int slot = slot(key);
        if (keys[slot] == FREE) {
            if (size * 4L > keys.length * 3L) {
                grow();
                slot = slot(key);
            }
            keys[slot] = key;
            size++;
        }
        values[slot] = Math.addExact(values[slot], delta);
    }

    void visit(Visitor visitor) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != FREE) {
                visitor.balance((int) (keys[i] >>> UNIT_BITS), (int) (keys[i] & ((1 << UNIT_BITS) - 1)), values[i]);
            }
        }
    }

    /** {@return what stands where the balances of an identity are} */
    long near(int identity) {
        int slot = first(identity);
        return keys[slot] + values[slot];
    }

    /** Balances of one identity begin near each other, so that they are in one line of memory. */
    private int first(int identity) {
        return (int) (((identity + 1L) * 0x9E3779B97F4A7C15L) >>> 32) & (keys.length - 1);
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (first((int) (key >>> UNIT_BITS)) + ((int) key & NEIGHBOURS)) & mask;
        while (keys[slot] != FREE && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new long[keys.length];
        Arrays.fill(keys, FREE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != FREE) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
