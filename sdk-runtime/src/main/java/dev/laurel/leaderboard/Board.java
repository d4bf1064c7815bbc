package dev.laurel.leaderboard;

import dev.laurel.leaderboard.Membership.Member;
import dev.laurel.log.Calendar;
import dev.laurel.spi.reward.Window;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A leaderboard with all its periods and topics. Changes come in batches, on one thread; readers find rankings from any.
 */
final class Board {
    /** How many periods and topics a leaderboard has at the most; a source that makes up topics without end is stopped here. */
    static final int MOST_TALLIES = 10_000;

    /** Of all topics together. */
    static final int ANY_TOPIC = -1;

    private final Declaration declaration;
    // One to note with and one to show with, which are on two threads.
    private final Calendar noted;
    private final Calendar shown;
    private final Membership membership;
    private final Window step;
    private final Counts.Kinds kinds = new Counts.Kinds();
    private final ConcurrentMap<Key, Tally> tallies = new ConcurrentHashMap<>();
    // Of a rolling window, what each day came to, by topic: also of days that have not come yet.
    private final TreeMap<Long, Map<Integer, Changes>> days = new TreeMap<>();
    private Map<Key, Changes> batch = new HashMap<>();
    private Key last = new Key(Long.MIN_VALUE, ANY_TOPIC);
    private Changes lastChanges = new Changes();
    private volatile long current = Long.MIN_VALUE;
    private volatile boolean overflowed;

    /** A period and a topic. */
    record Key(long period, int topic) {}

    Board(Declaration declaration, ZoneId zone, Membership membership) {
        this.declaration = declaration;
        this.noted = new Calendar(zone);
        this.shown = new Calendar(zone);
        this.membership = membership;
        this.step = isRolling() ? Window.DAY : declaration.window();
    }

    Declaration declaration() {
        return declaration;
    }

    private boolean isRolling() {
        return declaration.window().kind() == Window.Kind.ROLLING;
    }

    /** {@return whether there are more topics than are kept} */
    boolean isOverflowed() {
        return overflowed;
    }

    /** {@return the number of the period that runs; of a rolling window, of today} */
    long current() {
        return current;
    }

    /** {@return what counts how much, for objects} */
    Counts.Kinds kinds() {
        return kinds;
    }

    /** {@return the ranking, or null if nothing has happened in it} */
    @Nullable
    Ranking ranking(int back, int topic, int group) {
        Tally tally = tally(back, topic);
        if (tally == null) {
            return null;
        }
        return group == Membership.NO_GROUP ? tally.all() : tally.group(group);
    }

    /** {@return the scores of a period and topic, or null if nothing has happened in it} */
    @Nullable
    Tally tally(int back, int topic) {
        return tallies.get(new Key(isRolling() ? 0 : current - back, topic));
    }

    /** Notes a change, to be applied with the batch. */
    void note(long at, int topic, long key, long more) {
        long period = noted.period(step, at);
        if (last.period() != period || last.topic() != topic) {
            last = new Key(period, topic);
            lastChanges = batch.computeIfAbsent(last, any -> new Changes());
        }
        lastChanges.add(key, more);
    }

    /** {@return what was noted since this was asked last} */
    Map<Key, Changes> cut() {
        if (batch.isEmpty()) {
            return Map.of();
        }
        Map<Key, Changes> cut = batch;
        batch = new HashMap<>();
        last = new Key(Long.MIN_VALUE, ANY_TOPIC);
        return cut;
    }

    /** Applies what was noted. */
    void apply(Map<Key, Changes> cut) {
        cut.forEach((key, changes) -> {
            if (isRolling()) {
                addDay(key, changes);
            } else if (isKept(key.period())) {
                Tally tally = tally(key);
                if (tally != null) {
                    tally.add(changes, 1);
                }
            }
        });
    }

    private boolean isKept(long period) {
        return declaration.window().kind() == Window.Kind.EVER || period > current - declaration.kept();
    }

    private void addDay(Key key, Changes changes) {
        long day = key.period();
        if (day <= current - declaration.days()) {
            return;
        }
        Changes sums =
                days.computeIfAbsent(day, any -> new HashMap<>()).computeIfAbsent(key.topic(), any -> new Changes());
        changes.visit(sums::add);
        Tally tally = day > current ? null : tally(new Key(0, key.topic()));
        if (tally != null) {
            tally.add(changes, 1);
        }
    }

    private @Nullable Tally tally(Key key) {
        Tally known = tallies.get(key);
        if (known != null) {
            return known;
        }
        if (tallies.size() >= MOST_TALLIES && key.topic() != ANY_TOPIC) {
            overflowed = true;
            return null;
        }
        Tally made = new Tally(membership, declaration.ofMembers() ? null : new Counts(kinds));
        tallies.put(key, made);
        return made;
    }

    /** Time goes on: days come and go. */
    void advance(long now) {
        long today = shown.period(step, now);
        if (today <= current) {
            return;
        }
        long before = current;
        current = today;
        if (isRolling()) {
            roll(before, today);
        } else {
            tallies.keySet().removeIf(key -> !isKept(key.period()));
        }
    }

    private void roll(long before, long today) {
        long left = today - declaration.days();
        while (!days.isEmpty() && days.firstKey() <= left) {
            Map.Entry<Long, Map<Integer, Changes>> gone = days.pollFirstEntry();
            if (gone.getKey() <= before) {
                gone.getValue().forEach((topic, sums) -> {
                    Tally tally = tallies.get(new Key(0, topic));
                    if (tally != null) {
                        tally.add(sums, -1);
                    }
                });
            }
        }
        days.subMap(before, false, today, true)
                .forEach((day, come) -> come.forEach((topic, sums) -> {
                    Tally tally = tally(new Key(0, topic));
                    if (tally != null) {
                        tally.add(sums, 1);
                    }
                }));
    }

    void leave(Member member) {
        tallies.values().forEach(tally -> tally.leave(member));
    }

    void place(Member member) {
        tallies.values().forEach(tally -> tally.place(member));
    }

    /** {@return how much memory the rankings take, in bytes} */
    long bytes() {
        return tallies.values().stream().mapToLong(Tally::bytes).sum();
    }
}
