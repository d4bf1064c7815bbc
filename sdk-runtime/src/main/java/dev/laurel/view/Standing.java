package dev.laurel.view;

import java.util.List;

/**
 * A member's balance among others.
 *
 * @param rank 1 for the highest; equal balances share a rank
 * @param member the member's number in this community
 * @param key an identity of the member, to link to; empty ids after erasure
 * @param name what others read; empty if no source gave one
 * @param balance the balance
 * @param badges how many badges of which name, names in order
 */
public record Standing(long rank, long member, MemberKey key, String name, long balance, List<BadgeCount> badges) {

    /**
     * How often a badge is held.
     *
     * @param badge its name
     * @param count how often
     */
    public record BadgeCount(String badge, long count) {}
}
