package dev.laurel.view;

import java.util.List;

/**
 * What a verification found.
 *
 * @param segments how many segments of the log were read
 * @param activities how many activities they hold
 * @param entries how many entries they hold
 * @param problems what does not add up, naming segment and reason; empty if all is well
 */
public record VerifyReport(long segments, long activities, long entries, List<String> problems) {
    /** {@return whether all is well} */
    public boolean isClean() {
        return problems.isEmpty();
    }
}
