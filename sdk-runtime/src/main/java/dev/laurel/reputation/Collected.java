package dev.laurel.reputation;

import dev.laurel.log.Entry;
import dev.laurel.log.Grant;
import dev.laurel.log.Step;
import java.util.ArrayList;
import java.util.List;

/** What one step comes to, on the account of one identity, as it is written. */
final class Collected implements Output {
    private final int account;
    private List<Entry> entries = List.of();
    private List<Step.Declined> declines = List.of();
    private List<Step.Timer> timers = List.of();

    Collected(int account) {
        this.account = account;
    }

    List<Entry> entries() {
        return entries;
    }

    List<Step.Declined> declines() {
        return declines;
    }

    List<Step.Timer> timers() {
        return timers;
    }

    @Override
    public void granted(Grant grant, long amount, int version, long at) {
        entries = with(entries, new Entry(grant, 0, account, amount, version, at));
    }

    @Override
    public void adjusted(Grant limit, long amount, long delta, int version, long at) {
        entries = with(entries, new Entry(limit, 0, account, delta, version, at));
    }

    @Override
    public void declined(Step.Declined declined) {
        declines = with(declines, declined);
    }

    @Override
    public void timer(int rule, int key, long at) {
        timers = with(timers, new Step.Timer(rule, key, at));
    }

    private static <T> List<T> with(List<T> list, T one) {
        List<T> grown = list.isEmpty() ? new ArrayList<>(2) : list;
        grown.add(one);
        return grown;
    }
}
