package dev.laurel.samplehost.showcase;

import java.util.Map;
import java.util.TreeMap;

/** Numbers everything, in the order in which it is thought of, which is the same for the same seed. */
final class Ids {
    private final String prefix;
    private final Map<String, Integer> counts = new TreeMap<>();

    Ids(String prefix) {
        this.prefix = prefix;
    }

    /** {@return an id that begins with the prefix and the letter of its kind} */
    String next(String kind) {
        return prefix + kind + counts.merge(kind, 1, Integer::sum);
    }
}
