package dev.laurel.samplehost.breaking;

import java.util.ArrayList;
import java.util.List;

/**
 * What was found when everything was counted again.
 *
 * @param acknowledged how many activities had been acknowledged
 * @param lost how many of these are missing
 * @param doubled how many counted more than once
 * @param findings what else should not be
 */
record Verdict(long acknowledged, long lost, long doubled, List<Finding> findings) {
    Verdict {
        findings = List.copyOf(findings);
    }

    /** {@return the verdict on nothing} */
    static Verdict none() {
        return new Verdict(0, 0, 0, List.of());
    }

    /** {@return whether all is as it must be} */
    boolean isClean() {
        return lost == 0 && doubled == 0 && findings.isEmpty();
    }

    /** {@return both together, about different activities} */
    Verdict and(Verdict other) {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(other.findings);
        return new Verdict(acknowledged + other.acknowledged, lost + other.lost, doubled + other.doubled, all);
    }
}
