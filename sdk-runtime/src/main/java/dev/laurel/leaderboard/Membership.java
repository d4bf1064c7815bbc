package dev.laurel.leaderboard;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which identities are one member, who is not shown, and who belongs to which group, as far as leaderboards have been
 * brought. Whoever is alone, shown and in no group is not kept here.
 */
final class Membership {
    /** In no group. */
    static final int NO_GROUP = -1;

    private final Map<Integer, Member> members = new HashMap<>();

    /**
     * A member.
     *
     * @param identities all of them, the one that names the member first
     * @param shown whether the member stands on leaderboards
     * @param group the number of the member's group, or {@link #NO_GROUP}
     */
    @SuppressWarnings("ArrayRecordComponent") // looked through, never compared
    record Member(int[] identities, boolean shown, int group) {
        int root() {
            return identities[0];
        }

        boolean isAlone() {
            return identities.length == 1;
        }

        boolean isPlain() {
            return isAlone() && shown;
        }
    }

    /** {@return what is known of an identity's member, or null if they are alone, shown and in no group} */
    @Nullable
    Member of(int identity) {
        return members.isEmpty() ? null : members.get(identity);
    }

    void put(Member member) {
        boolean plain = member.isPlain() && member.group() == NO_GROUP;
        for (int identity : member.identities()) {
            if (plain) {
                members.remove(identity);
            } else {
                members.put(identity, member);
            }
        }
    }
}
