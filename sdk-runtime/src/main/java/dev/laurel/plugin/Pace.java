package dev.laurel.plugin;

import java.time.Duration;

/**
 * How fast a connector instance is driven.
 *
 * @param poll how long to wait after a page with nothing more to come
 * @param deadline how long a call into the connector may take
 * @param firstRetry the least time between a failure and the next try
 * @param lastRetry the most
 * @param close how long closing may take
 * @param seed where the jitter of the retries starts
 */
record Pace(Duration poll, Duration deadline, Duration firstRetry, Duration lastRetry, Duration close, long seed) {
    /** How many activities are asked for at a time. */
    static final int LIMIT = 1000;

    /** A page may hold more rejects than activities: a file may be all wrong. */
    static final int MOST_REJECTS = 10 * LIMIT;

    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    /** {@return the usual pace} */
    static Pace usual(long seed) {
        return new Pace(
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Duration.ofSeconds(5),
                seed);
    }

    /**
     * How long to wait after a failure: twice as long each time up to a bound, and up to half of it less by chance, so
     * that instances that failed together do not come back together.
     *
     * @param failures how many failures there were in a row, 1 or more
     * @return the time in milliseconds
     */
    long retryMillis(int failures) {
        long first = firstRetry.toMillis();
        // At most an hour of a first retry, doubled twenty times, is far from an overflow.
        long full = Math.min(lastRetry.toMillis(), first << Math.min(failures, 20));
        long chance = Math.floorMod(mixed(seed + failures), full / 2 + 1);
        return Math.max(first, full - chance);
    }

    /** {@return how long to leave a source alone that asked for it, in milliseconds and within reason} */
    static long pauseMillis(Duration asked) {
        if (asked.isNegative()) {
            return 0;
        }
        return (asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked).toMillis();
    }

    /** The finaliser of SplitMix64: neighbouring seeds give unrelated numbers. */
    private static long mixed(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
