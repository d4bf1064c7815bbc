package dev.laurel.intake;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The pages that were read last: a handful, so that looking through their numbers is cheaper than hashing one. */
final class PageCache {
    private static final int PAGES = 16;

    private final long[] numbers = new long[PAGES];
    private final byte[] @Nullable [] bodies = new byte[PAGES][];
    private final long[] uses = new long[PAGES];
    private long clock;

    PageCache() {
        Arrays.fill(numbers, -1);
    }

    byte @Nullable [] get(long number) {
        for (int i = 0; i < PAGES; i++) {
            if (numbers[i] == number) {
                uses[i] = ++clock;
                return bodies[i];
            }
        }
        return null;
    }

    void put(long number, byte[] body) {
        int oldest = 0;
        for (int i = 1; i < PAGES; i++) {
            if (uses[i] < uses[oldest]) {
                oldest = i;
            }
        }
        numbers[oldest] = number;
        bodies[oldest] = body;
        uses[oldest] = ++clock;
    }

    long heapBytes() {
        long bytes = 3L * (16 + 8 * PAGES);
        for (byte[] body : bodies) {
            bytes += body == null ? 0 : 16 + body.length;
        }
        return bytes;
    }
}
