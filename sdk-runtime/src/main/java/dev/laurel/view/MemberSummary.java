package dev.laurel.view;

import java.util.List;
import java.util.Map;

/**
 * What a community holds of a member.
 *
 * @param member the member's number in this community
 * @param identities the ids under which sources know the member; empty after erasure
 * @param name what others read; empty if no source gave one
 * @param balances by unit, {@code points/CURRENCY} or {@code badge/NAME}; units at 0 are absent
 * @param participations in how many activities the member took part, roles counted singly
 */
public record MemberSummary(
        long member, List<MemberKey> identities, String name, Map<String, Long> balances, long participations) {

    /**
     * A balance.
     *
     * @param unit the unit
     * @return the balance, 0 if never touched
     */
    public long balance(String unit) {
        return balances.getOrDefault(unit, 0L);
    }
}
