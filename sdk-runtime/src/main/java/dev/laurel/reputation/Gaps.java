package dev.laurel.reputation;

import dev.laurel.identity.Identities;
import dev.laurel.log.Place;
import dev.laurel.log.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where rules did not answer: by identity and rule, the time of the first participation that is owed an answer. It is in
 * the log, as a decline of its own kind, so that it is found again after a restart; whoever is folded anew from there on
 * has none any more, unless the rule fails again. Who decides says that nobody is owed anything: what was missed by then is
 * never asked for again, and what had been granted before stays.
 */
final class Gaps {

    /**
     * What is not asked for any more.
     *
     * @param from the time of the first participation that was missed
     * @param before records of the chain that stand before this place are meant
     * @param at when it was decided; timers that were due by then are meant
     */
    record Waiver(long from, long before, long at) {}

    private final Identities identities;
    private final int failed;
    // In one order, so that the same log is folded anew in the same order.
    private final SortedMap<Integer, SortedMap<Integer, Long>> from = new TreeMap<>();
    private final Map<Integer, Map<Integer, List<Waiver>>> waivers = new HashMap<>();

    Gaps(Identities identities, int failed) {
        this.identities = identities;
        this.failed = failed;
    }

    /** Takes a record of a chain in, whether it is being written or read again. */
    void take(Step step) {
        if (step.kind() == Step.Kind.REFOLD && step.snapshot() != null && !from.isEmpty()) {
            for (int identity : identities.of(identities.member(step.identity()))) {
                SortedMap<Integer, Long> owed = from.get(identity);
                // A gap before the time from which on the member was folded anew is still one.
                if (owed != null && owed.values().removeIf(gap -> gap >= step.at()) && owed.isEmpty()) {
                    from.remove(identity);
                }
            }
        }
        for (int i = 0; i < step.declines().size(); i++) {
            Step.Declined decline = step.declines().get(i);
            // A refold begins before what failed in it, and its record says once when that was.
            boolean refold = step.kind() == Step.Kind.REFOLD;
            if (decline.code() == failed && (!refold || decline.cause() == Place.NONE)) {
                from.computeIfAbsent(step.identity(), key -> new TreeMap<>())
                        .merge(decline.rule(), refold ? decline.from() : step.at(), Math::min);
            }
        }
    }

    /** {@return all there are: by identity, by rule, from when on} */
    Map<Integer, Map<Integer, Long>> all() {
        Map<Integer, Map<Integer, Long>> copy = new TreeMap<>();
        from.forEach((identity, owed) -> copy.put(identity, new TreeMap<>(owed)));
        return copy;
    }

    /** {@return how many identities each rule owes answers to} */
    Map<Integer, Integer> count() {
        Map<Integer, Integer> count = new TreeMap<>();
        from.values().forEach(owed -> owed.keySet().forEach(rule -> count.merge(rule, 1, Integer::sum)));
        return count;
    }

    /** Has nobody owed anything any more by a rule, of what is recorded before a place or was due by a time. */
    void waive(int rule, long before, long at) {
        for (int identity : List.copyOf(from.keySet())) {
            SortedMap<Integer, Long> owed = from.get(identity);
            Long since = owed == null ? null : owed.remove(rule);
            if (owed != null && since != null) {
                waivers.computeIfAbsent(rule, key -> new HashMap<>())
                        .computeIfAbsent(identity, key -> new ArrayList<>(1))
                        .add(new Waiver(since, before, at));
                if (owed.isEmpty()) {
                    from.remove(identity);
                }
            }
        }
    }

    /** {@return what a member is not asked for again by a rule} */
    List<Waiver> waived(int rule, int member) {
        Map<Integer, List<Waiver>> ofRule = waivers.get(rule);
        if (ofRule == null) {
            return List.of();
        }
        List<Waiver> all = new ArrayList<>(1);
        for (int identity : identities.of(identities.member(member))) {
            all.addAll(ofRule.getOrDefault(identity, List.of()));
        }
        return all;
    }

    /** {@return whether anything has ever been waived} */
    boolean isAnyWaived() {
        return !waivers.isEmpty();
    }

    /** {@return whether a member is owed an answer by a rule} */
    boolean isOwed(int rule, int member) {
        for (int identity : identities.of(identities.member(member))) {
            if (from.getOrDefault(identity, new TreeMap<>()).containsKey(rule)) {
                return true;
            }
        }
        return false;
    }
}
