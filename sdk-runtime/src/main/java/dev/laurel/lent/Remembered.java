package dev.laurel.lent;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the keys that were used lately, a bounded number of them. When there are too many, those whose value is as
 * good as none go first, and then the one that was not used for the longest time. Not safe for use by several threads.
 */
final class Remembered<K, V> {
    private final int most;
    private final Predicate<V> asGoodAsNone;
    private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);

    Remembered(int most, Predicate<V> asGoodAsNone) {
        this.most = most;
        this.asGoodAsNone = asGoodAsNone;
    }

    @Nullable
    V get(K key) {
        return values.get(key);
    }

    void put(K key, V value) {
        values.put(key, value);
        if (values.size() > most) {
            values.entrySet().removeIf(each -> !each.getKey().equals(key) && asGoodAsNone.test(each.getValue()));
        }
        Iterator<K> eldest = values.keySet().iterator();
        while (values.size() > most) {
            eldest.next();
            eldest.remove();
        }
    }

    int size() {
        return values.size();
    }
}
