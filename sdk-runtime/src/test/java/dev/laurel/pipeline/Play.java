package dev.laurel.pipeline;

import dev.laurel.identity.Identities;
import dev.laurel.intake.Admission;
import dev.laurel.intake.Admission.Checked;
import dev.laurel.leaderboard.Declaration;
import dev.laurel.log.Dictionary;
import dev.laurel.reputation.Judge;
import dev.laurel.store.Commit;
import dev.laurel.store.HeapStore;
import dev.laurel.view.MemberKey;
import dev.laurel.view.Recorded;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An engine as a partition drives it, without threads: the next batch is folded while the last one is not durable yet. */
final class Play {
    private final Judge judge;
    private final List<Declaration> leaderboards;
    private final int cachedMembers;
    private final long cachedBytes;
    private HeapStore store = new HeapStore();
    private @Nullable Commit flying;
    private Engine engine;
    private long now;

    Play(Judge judge, Instant now) {
        this(judge, now, 1_000, 1 << 20);
    }

    Play(Judge judge, Instant now, int cachedMembers, long cachedBytes) {
        this(judge, now, cachedMembers, cachedBytes, new HeapStore());
    }

    /** A community with leaderboards. */
    Play(Judge judge, List<Declaration> leaderboards, Instant now) {
        this(judge, leaderboards, now, 1_000, 1 << 20, new HeapStore());
    }

    private Play(Judge judge, Instant now, int cachedMembers, long cachedBytes, HeapStore store) {
        this(judge, List.of(), now, cachedMembers, cachedBytes, store);
    }

    private Play(
            Judge judge,
            List<Declaration> leaderboards,
            Instant now,
            int cachedMembers,
            long cachedBytes,
            HeapStore store) {
        this.judge = judge;
        this.leaderboards = leaderboards;
        this.cachedMembers = cachedMembers;
        this.cachedBytes = cachedBytes;
        this.now = Admission.micros(now);
        this.store = store;
        this.engine = open();
    }

    private Engine open() {
        Engine.Setup setup = new Engine.Setup(
                ZoneOffset.UTC, judge, null, new Dice(), cachedMembers, cachedBytes, 1_000_000, leaderboards);
        Engine opened = Engine.open(store, setup, now);
        Commit first = opened.seal();
        if (!first.isEmpty()) {
            store.commit(first);
        }
        opened.show(now);
        opened.committed(first);
        return opened;
    }

    /** The same secrets each time, so that ties between ids fall the same way. */
    private static final class Dice extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final Random random = new Random(42);

        @Override
        public void nextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }
    }

    Engine engine() {
        return engine;
    }

    /** {@return the time, in microseconds since 1970} */
    long time() {
        return now;
    }

    void now(Instant time) {
        now = Math.max(now, Admission.micros(time));
    }

    /** Takes a batch in. */
    List<Recorded> send(List<Sent> batch, boolean history) {
        List<Supplier<Recorded>> results = new ArrayList<>();
        batch(
                current -> {
                    current.outcomes().listen(true);
                    Admission admission = new Admission(current.vault().hash());
                    for (Sent sent : batch) {
                        Checked checked = admission.check(sent.source(), sent.activity(), Explanation.instant(now));
                        if (checked.accepted() == null) {
                            throw new IllegalStateException("not admitted: " + checked.refusal() + " " + sent);
                        }
                        results.add(current.record(checked.accepted(), history ? Arrival.HISTORY : Arrival.PULLED));
                    }
                },
                results);
        return lastResults;
    }

    private List<Recorded> lastResults = List.of();

    /** Decides something in a batch of its own. */
    void decide(Consumer<Engine> decision) {
        batch(decision, List.of());
    }

    private void batch(Consumer<Engine> work, List<Supplier<Recorded>> results) {
        engine.begin(now);
        work.accept(engine);
        engine.settle();
        lastResults = results.stream().map(Supplier::get).toList();
        Commit commit = engine.seal();
        land();
        flying = commit;
    }

    /** Waits until everything is durable. */
    void land() {
        Commit landed = flying;
        if (landed != null) {
            if (!landed.isEmpty()) {
                store.commit(landed);
            }
            engine.show(now);
            engine.committed(landed);
            flying = null;
        }
    }

    /** Lets time pass, timers fire, and history settle. */
    void settle(Instant time) {
        now(time);
        do {
            decide(current -> current.reputation().settleDeferred(3, Engine.SEGMENT_BYTES, now));
        } while (engine.reputation().deferred() > 0);
        decide(current -> {});
        land();
    }

    /** Closes and opens again. */
    void reopen() {
        land();
        engine = open();
    }

    /** The batch that was not durable yet is lost with all that was in memory. */
    void crash() {
        flying = null;
        store = store.copy();
        engine = open();
    }

    /** {@return the same community with other rules or caches, opened from a copy of what is durable} */
    Play copy(Judge other, int members, long bytes) {
        land();
        return new Play(other, Explanation.instant(now), members, bytes, store.copy());
    }

    int identity(String key) {
        String[] parts = key.split("/", 2);
        return new Reading(engine).identity(MemberKey.of(parts[0], parts[1]));
    }

    void merge(String from, String into) {
        Identities identities = engine.world().around().identities();
        int one = identity(from);
        int other = identity(into);
        if (one >= 0 && other >= 0 && identities.member(one) != identities.member(other)) {
            decide(current -> current.decisions().merge(one, other, "test", "same person"));
        }
    }

    boolean unmerge(String from, String into) {
        int one = identity(from);
        int other = identity(into);
        boolean[] done = new boolean[1];
        if (one >= 0 && other >= 0) {
            decide(current -> done[0] = current.decisions().unmerge(one, other, "test", "not the same"));
        }
        return done[0];
    }

    /** {@return balances of each member, by one of its identities and unit, without zeros} */
    Map<String, Long> totals(List<String> identitiesByName) {
        Identities identities = engine.world().around().identities();
        Dictionary words = engine.dictionary();
        Map<Integer, String> names = new TreeMap<>();
        for (String name : identitiesByName) {
            int identity = identity(name);
            if (identity >= 0) {
                names.put(identity, name);
            }
        }
        Map<String, Long> totals = new TreeMap<>();
        engine.ledger()
                .visitAll((identity, unit, value) -> totals.merge(
                        names.get(identities.member(identity)) + " " + words.word(unit), value, Long::sum));
        totals.values().removeIf(value -> value == 0);
        return totals;
    }

    HeapStore store() {
        return store;
    }
}
