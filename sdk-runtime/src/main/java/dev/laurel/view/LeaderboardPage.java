package dev.laurel.view;

import java.util.List;

/**
 * Lines of a leaderboard, in order.
 *
 * @param <T> {@link RankedMember} or {@link RankedObject}
 * @param size how many have a place in all
 * @param lines the lines asked for
 */
public record LeaderboardPage<T>(long size, List<T> lines) {

    /** Copies the list. */
    public LeaderboardPage {
        lines = List.copyOf(lines);
    }
}
