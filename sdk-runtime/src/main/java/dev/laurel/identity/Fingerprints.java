package dev.laurel.identity;

import dev.laurel.spi.activity.Actor;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thirty-two bits for each number about what the vault last said of it, so that what is repeated a million times is
 * neither read nor written. Four bytes a number, in chunks that never move. Used by one thread.
 */
final class Fingerprints {
    static final int UNKNOWN = 0;

    private static final int CHUNK = 4096;
    private static final long PRIME = 0x100000001B3L;

    private int[] @Nullable [] chunks = new int[16][];

    int get(int number) {
        int chunk = number / CHUNK;
        int[] prints = chunk < chunks.length ? chunks[chunk] : null;
        return prints == null ? UNKNOWN : prints[number % CHUNK];
    }

    void set(int number, int print) {
        int chunk = number / CHUNK;
        if (chunk >= chunks.length) {
            chunks = Arrays.copyOf(chunks, chunk + (chunk >> 1) + 1);
        }
        int[] prints = chunks[chunk];
        if (prints == null) {
            prints = new int[CHUNK];
            chunks[chunk] = prints;
        }
        prints[number % CHUNK] = print;
    }

    static int of(long seed, String source, Actor actor) {
        return of(seed, source, actor.id(), actor.name(), actor.attributes());
    }

    static int of(long seed, Person person) {
        return of(seed, person.source(), person.id(), person.name(), person.attributes());
    }

    /** Never {@link #UNKNOWN}. */
    static int of(long seed, String text) {
        return folded(mixed(add(seed, text)));
    }

    private static int of(long seed, String source, String id, Optional<String> name, Map<String, String> attributes) {
        long hash = add(add(seed, source), id);
        hash = name.isPresent() ? add(hash, name.get()) : ~hash * PRIME;
        // A sum, because a map has no order.
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            hash += mixed(add(add(seed, attribute.getKey()), attribute.getValue()));
        }
        return folded(mixed(hash));
    }

    private static long add(long before, String text) {
        long hash = (before ^ text.length()) * PRIME;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }

    private static long mixed(long hash) {
        long bits = (hash ^ hash >>> 32) * 0x9E3779B97F4A7C15L;
        return (bits ^ bits >>> 29) * 0xBF58476D1CE4E5B9L;
    }

    private static int folded(long hash) {
        int print = (int) (hash >>> 32);
        return print == UNKNOWN ? 1 : print;
    }
}
