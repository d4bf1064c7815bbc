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
        return replaced.contains(number) || isTakenBack(number, new HashSet<>());
    }

    private boolean isTakenBack(long number, Set<Long> path) {
        List<Long> withdrawals = by.get(number);
        if (withdrawals == null || !path.add(number)) {
            return false;
        }
        for (long withdrawal : withdrawals) {
            if (!replaced.contains(withdrawal) && !isTakenBack(withdrawal, path)) {
                return true;
            }
        }
        return false;
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
     * Replaces an activity by a newer revision of the same id.
     *
     * @param number the older one
     */
    public void replace(long number) {
        replaced.add(number);
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
