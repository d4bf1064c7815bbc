package dev.laurel.identity;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values that were used lately, by number, each in the place that its number says: whoever comes to a place that is taken
 * takes it. Safe for use by several threads: a value that was read before a change and arrives after it is not taken, so
 * that what was erased does not come back.
 */
final class BoundedCache<V> {
    private static final int NOBODY = -1;

    private final int bound;
    private int[] keys = new int[0];
    private @Nullable Object[] values = new Object[0];
    private long changes;

    /**
     * @param bound how many places there are, a power of two; or 0 to keep nothing
     */
    BoundedCache(int bound) {
        if (bound < 0 || Integer.bitCount(bound) > 1) {
            throw new IllegalArgumentException("a cache has 0, 1, 2, 4 and so on places, not " + bound);
        }
        this.bound = bound;
    }

    @SuppressWarnings("unchecked") // nothing but values is ever put there
    synchronized @Nullable V get(int key) {
        int place = key & (bound - 1);
        return keys.length > 0 && keys[place] == key ? (V) values[place] : null;
    }

    /** To be asked for before reading what is to be cached. */
    synchronized long stamp() {
        return changes;
    }

    /** Takes a value, unless anything was forgotten since the stamp. */
    synchronized void put(int key, V value, long stamp) {
        if (stamp != changes || bound == 0) {
            return;
        }
        if (keys.length == 0) {
            keys = new int[bound];
            Arrays.fill(keys, NOBODY);
            values = new Object[bound];
        }
        int place = key & (bound - 1);
        keys[place] = key;
        values[place] = value;
    }

    /** Takes a value that is newer than whatever is being read. */
    synchronized void replace(int key, V value) {
        changes++;
        put(key, value, changes);
    }

    synchronized void forget(int key) {
        changes++;
        int place = key & (bound - 1);
        if (keys.length > 0 && keys[place] == key) {
            keys[place] = NOBODY;
            values[place] = null;
        }
    }

    synchronized int size() {
        int size = 0;
        for (int key : keys) {
            size += key == NOBODY ? 0 : 1;
        }
        return size;
    }
}
