package dev.laurel.view;

/**
 * A place on a leaderboard.
 *
 * @param rank 1 for the highest score; who shares it, the leaderboard's policy for ties says
 * @param subject the number of the member, or of the object, in this community
 * @param score the score, 1 or more
 */
public record Place(long rank, long subject, long score) {}
