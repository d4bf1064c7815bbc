package dev.laurel.view;

import java.util.List;

/**
 * An object's place on a leaderboard, and what put it there.
 *
 * @param rank 1 for the highest score
 * @param object the object's number in this community
 * @param source the source that knows it; empty if its author was erased
 * @param id the id that the source gives to it; empty if its author was erased
 * @param title its title; empty if no source gave one
 * @param score the score, 1 or more
 * @param because what put it there, what counts most first; they add up to the score
 */
public record RankedObject(
        long rank, long object, String source, String id, String title, long score, List<Contribution> because) {

    /** Copies the list. */
    public RankedObject {
        because = List.copyOf(because);
    }

    /**
     * What put an object where it stands.
     *
     * @param activityType the type of the activities
     * @param source where they came from
     * @param count how many there were
     * @param score what they add to the score
     */
    public record Contribution(String activityType, String source, long count, long score) {}
}
