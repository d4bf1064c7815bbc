package dev.laurel.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which activities have been taken back, by which others, and which are to be taken back when they arrive. A withdrawal
 * that is itself taken back no longer counts. Used by the partition's thread only.
 */
public final class Withdrawals {
    private final Map<Long, List<Long>> by = new HashMap<>();
    private final Map<Long, Long> targets = new HashMap<>();
    private final Set<Long> replaced = new HashSet<>();
    private final Map<Key, List<Long>> awaited = new HashMap<>();

    private record Key(long high, long low) {}

    /**
     * Whether an activity has been taken back, or replaced by a newer revision.
     *
     * @param number the activity
     * @return whether it does not count any more
     */
    public boolean isWithdrawn(long number) {
        if (by.isEmpty() && replaced.isEmpty()) {
            return false;
        }
        return replaced.contains(number) || (by.containsKey(number) && isTakenBack(number));
    }

    /**
     * A withdrawal has one target, so what takes back what is a tree, or a ring in which everybody takes back the next.
     * It may be deep: nothing here calls itself.
     */
    private boolean isTakenBack(long number) {
        List<Long> order = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        order.add(number);
        seen.add(number);
        for (int i = 0; i < order.size(); i++) {
            for (long withdrawal : by.getOrDefault(order.get(i), List.of())) {
                if (!replaced.contains(withdrawal) && seen.add(withdrawal)) {
                    order.add(withdrawal);
                }
            }
        }
        Set<Long> takenBack = new HashSet<>();
        for (int i = order.size() - 1; i >= 0; i--) {
            long one = order.get(i);
            for (long withdrawal : by.getOrDefault(one, List.of())) {
                if (!replaced.contains(withdrawal) && !takenBack.contains(withdrawal)) {
                    takenBack.add(one);
                }
            }
        }
        return takenBack.contains(number);
    }

    /**
     * Takes an activity back.
     *
     * @param number the activity
     * @param withdrawal the activity that takes it back
     */
    public void withdraw(long number, long withdrawal) {
        by.computeIfAbsent(number, key -> new ArrayList<>(1)).add(withdrawal);
        targets.put(withdrawal, number);
    }

    /**
     * Replaces an activity by a newer revision of the same id. What takes the older one back takes the newer one back,
     * for withdrawals name ids.
     *
     * @param number the older one
     * @param newer the newer one
     */
    public void replace(long number, long newer) {
        replaced.add(number);
        List<Long> withdrawals = by.remove(number);
        if (withdrawals != null) {
            withdrawals.forEach(withdrawal -> withdraw(newer, withdrawal));
        }
    }

    /**
     * What an activity takes back.
     *
     * @param withdrawal the activity
     * @return the activity taken back, or -1
     */
    public long target(long withdrawal) {
        return targets.getOrDefault(withdrawal, -1L);
    }

    /**
     * Remembers a withdrawal whose activity has not arrived.
     *
     * @param high first half of the keyed hash of the activity's id
     * @param low second half
     * @param withdrawal the withdrawal
     */
    public void await(long high, long low, long withdrawal) {
        awaited.computeIfAbsent(new Key(high, low), key -> new ArrayList<>(1)).add(withdrawal);
    }

    /**
     * Applies the withdrawals that came before their activity.
     *
     * @param high first half of the keyed hash of the activity's id
     * @param low second half
     * @param number the activity, just arrived
     */
    public void arrived(long high, long low, long number) {
        if (awaited.isEmpty()) {
            return;
        }
        List<Long> waiting = awaited.remove(new Key(high, low));
        if (waiting != null) {
            waiting.forEach(withdrawal -> withdraw(number, withdrawal));
        }
    }
}
