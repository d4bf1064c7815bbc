package dev.laurel.identity;

import java.util.Iterator;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The values that were used last. Safe for use by several threads: a value that was read before a change and arrives
 * after it is not taken, so that what was erased does not come back.
 */
final class BoundedCache<V> {
    private final int bound;
    private final LinkedHashMap<Integer, V> values = new LinkedHashMap<>(16, 0.75f, true);
    private long changes;

    BoundedCache(int bound) {
        this.bound = bound;
    }

    synchronized @Nullable V get(int key) {
        return values.get(key);
    }

    /** To be asked for before reading what is to be cached. */
    synchronized long stamp() {
        return changes;
    }

    /** Takes a value, unless anything was forgotten since the stamp. */
    synchronized void put(int key, V value, long stamp) {
        if (stamp != changes) {
            return;
        }
        values.put(key, value);
        if (values.size() > bound) {
            Iterator<Integer> eldest = values.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    synchronized void forget(int key) {
        changes++;
        values.remove(key);
    }

    synchronized int size() {
        return values.size();
    }
}
