package dev.laurel.samplehost.showcase;

import dev.laurel.spi.activity.Activity;
import java.time.Duration;

/**
 * An activity with the source it comes from.
 *
 * @param gap how long after the one before it
 * @param source the source
 * @param activity what happened
 */
public record Happening(Duration gap, String source, Activity activity) {}
