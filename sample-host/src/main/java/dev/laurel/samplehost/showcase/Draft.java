package dev.laurel.samplehost.showcase;

import dev.laurel.spi.activity.Activity;

/**
 * Something that is going to happen.
 *
 * @param offset when, in milliseconds from the start of the conversation
 * @param source where
 * @param activity what, without its time
 * @param contribution whether it adds something to read or see
 */
record Draft(long offset, String source, Activity.Builder activity, boolean contribution) {}
