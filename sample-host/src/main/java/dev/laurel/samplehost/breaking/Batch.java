package dev.laurel.samplehost.breaking;

/**
 * Activities that are posted in one call.
 *
 * @param from the number of the first one
 * @param to the number after the last one
 * @param again whether they may have been posted before
 */
record Batch(int from, int to, boolean again) {
    /** {@return how many they are} */
    int size() {
        return to - from;
    }

    /** {@return the same, posted again} */
    Batch repeated() {
        return new Batch(from, to, true);
    }
}
