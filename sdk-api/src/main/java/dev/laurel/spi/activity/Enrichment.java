package dev.laurel.spi.activity;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an enricher found out about an activity. Immutable. */
public final class Enrichment {
    private static final Enrichment NONE = new Enrichment(Map.of());

    private final Map<String, Object> attributes;

    private Enrichment(Map<String, Object> attributes) {
        this.attributes = attributes;
    }

    /** {@return nothing} */
    public static Enrichment none() {
        return NONE;
    }

    /**
     * One answer.
     *
     * @param key the key; rules see it as {@code INSTANCE.KEY}, with the name of the enricher's instance
     * @param value a String, Long, Double or Boolean; without personal data
     * @return the answer
     * @throws IllegalArgumentException if the value is something else
     */
    public static Enrichment of(String key, Object value) {
        return NONE.and(key, value);
    }

    /**
     * The same with a further answer.
     *
     * @param key the key; an answer of the same key is replaced
     * @param value a String, Long, Double or Boolean; without personal data
     * @return a copy
     * @throws IllegalArgumentException if the value is something else
     */
    public Enrichment and(String key, Object value) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        if (!(value instanceof String
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean)) {
            throw new IllegalArgumentException("the answer " + key + " is a String, Long, Double or Boolean, not "
                    + value.getClass().getName());
        }
        Map<String, Object> more = new TreeMap<>(attributes);
        more.put(key, value);
        return new Enrichment(Collections.unmodifiableMap(more));
    }

    /** {@return the answers, in the order of their keys; cannot be changed} */
    public Map<String, Object> attributes() {
        return attributes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Enrichment enrichment && enrichment.attributes.equals(attributes);
    }

    @Override
    public int hashCode() {
        return attributes.hashCode();
    }

    /** {@return the keys; values may be anything} */
    @Override
    public String toString() {
        return "answers " + attributes.keySet();
    }
}
