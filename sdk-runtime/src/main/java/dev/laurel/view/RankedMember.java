package dev.laurel.view;

/**
 * A member's place on a leaderboard.
 *
 * @param rank 1 for the highest score
 * @param member the member's number in this community
 * @param key an identity of the member, to link to
 * @param name what others read; empty if no source gave one
 * @param score the score, 1 or more
 */
public record RankedMember(long rank, long member, MemberKey key, String name, long score) {}
