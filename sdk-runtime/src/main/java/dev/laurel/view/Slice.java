package dev.laurel.view;

import java.util.Objects;

/**
 * A part of a leaderboard: a period back, a topic, a group, or several of these together. Immutable.
 *
 * @param back how many periods back: 0 for the one that runs; others only where calendar periods are kept
 * @param topic the topic; empty for all
 * @param group the group; empty for all
 */
public record Slice(int back, String topic, String group) {
    /** All of a leaderboard, in the period that runs. */
    public static final Slice ALL = new Slice(0, "", "");

    /** Checks the parts. */
    public Slice {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(group, "group");
        if (back < 0) {
            throw new IllegalArgumentException(
                    "a slice is of the running period, 0, or one back, from 1 on, not " + back);
        }
    }

    /**
     * The same in an earlier calendar period.
     *
     * @param periods how many periods back
     * @return a copy
     */
    public Slice back(int periods) {
        return new Slice(periods, topic, group);
    }

    /**
     * The same for a topic only.
     *
     * @param only the topic
     * @return a copy
     */
    public Slice topic(String only) {
        return new Slice(back, only, group);
    }

    /**
     * The same for a group only.
     *
     * @param only the group
     * @return a copy
     */
    public Slice group(String only) {
        return new Slice(back, topic, only);
    }
}
