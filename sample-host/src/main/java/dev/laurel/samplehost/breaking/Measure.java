package dev.laurel.samplehost.breaking;

/**
 * How much is done to a community.
 *
 * @param kills how often its process is killed under load
 * @param aliveMillis how long a process lives under load at the most before it is killed
 * @param nonsense how many broken requests it is sent
 * @param repeated how many calls are sent again and again
 * @param blocks how large its files may grow in the step with the full disk, in blocks of 512 bytes
 */
record Measure(int kills, int aliveMillis, int nonsense, int repeated, int blocks) {
    /** {@return what {@code --break} does} */
    static Measure full() {
        return new Measure(7, 1_600, 700, 60, 12_000);
    }

    /** {@return the same in a shorter time, for tests} */
    static Measure brief() {
        return new Measure(2, 500, 120, 12, 8_000);
    }
}
