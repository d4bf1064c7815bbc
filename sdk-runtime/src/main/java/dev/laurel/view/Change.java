package dev.laurel.view;

import java.util.Set;

/**
 * What changed in a community, since whoever watches it heard last.
 *
 * @param members the numbers of the members who earned, lost or were refused something
 * @param everybody whether there were too many to name; the members are empty then
 * @param leaderboards whether leaderboards show something else
 */
public record Change(Set<Long> members, boolean everybody, boolean leaderboards) {

    /** Copies the set. */
    public Change {
        members = Set.copyOf(members);
    }

    /**
     * Whether something changed for a member.
     *
     * @param member the member's number
     * @return whether it did, or may have
     */
    public boolean concerns(long member) {
        return everybody || members.contains(member);
    }
}
