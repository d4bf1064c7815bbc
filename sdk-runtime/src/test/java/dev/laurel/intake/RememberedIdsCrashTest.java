package dev.laurel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.store.Commit;
import dev.laurel.store.HeapStore;
import dev.laurel.store.Space;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Kills at random between commits: what is opened again, and given the tail of the log, agrees with a map. */
class RememberedIdsCrashTest {

    private record Id(long hi, long lo) {}

    private record Added(Id id, long digest) {}

    private final List<Added> log = new ArrayList<>();
    private HeapStore store = new HeapStore();
    private RememberedIds ids = RememberedIds.open(store, 1);
    private SplittableRandom random = new SplittableRandom(0);
    private Shape shape = Shape.UNIFORM;
    private int flushes;
    private int merges;

    /** How ids are drawn. */
    private enum Shape {
        UNIFORM,
        REPEATING,
        COLLIDING
    }

    @Test
    void givenKillsAtRandom_whenOpenedAgainAndReplayed_thenEverythingIsFoundAsInAMap() {
        int seeds = Boolean.getBoolean("laurel.proof") ? 600 : 24;
        for (int seed = 0; seed < seeds; seed++) {
            random = new SplittableRandom(seed);
            shape = Shape.values()[seed % Shape.values().length];
            log.clear();
            store = new HeapStore();
            ids = RememberedIds.open(store, bound());
            for (int lives = 0; lives < 8; lives++) {
                liveAndDie();
                open();
                compare("seed " + seed + ", life " + lives);
            }
            leaveNothingBehind();
        }
        assertThat(flushes).isGreaterThan(seeds);
        assertThat(merges).isGreaterThan(seeds / 2);
    }

    /** One commit is under way while the next is put together, and may or may not arrive. */
    private void liveAndDie() {
        Commit underWay = null;
        int underWayTo = 0;
        int commits = random.nextInt(1, 40);
        List<Added> added = new ArrayList<>(log);
        for (int i = 0; i < commits; i++) {
            int batch = random.nextInt(5) == 0 ? random.nextInt(2000) : random.nextInt(60);
            if (random.nextInt(3) == 0) {
                batch = 0;
            }
            for (int j = 0; j < batch; j++) {
                Added next = new Added(draw(added), random.nextLong());
                assertThat(ids.add(next.id.hi, next.id.lo, next.digest)).isEqualTo(added.size());
                added.add(next);
                if (random.nextInt(50) == 0) {
                    findOne(added);
                }
            }
            Commit next = new Commit();
            if (batch > 0) {
                // What stands for the segment.
                next.put(Space.META, 9, 9, new byte[1]);
            }
            ids.contribute(next);
            findOne(added);
            if (next.isEmpty() && underWayTo == added.size()) {
                continue;
            }
            if (underWay != null) {
                store.commit(underWay);
                keep(added, underWayTo);
            }
            underWay = next;
            underWayTo = added.size();
        }
        if (underWay != null && random.nextBoolean()) {
            store.commit(underWay);
            keep(added, underWayTo);
        }
    }

    /** What is under way must be readable. */
    private void findOne(List<Added> added) {
        if (!added.isEmpty()) {
            // Most of the time one of the last, which are not in the store yet.
            int from = random.nextInt(4) == 0 ? 0 : Math.max(0, added.size() - 3000);
            Added some = added.get(random.nextInt(from, added.size()));
            long number = ids.find(some.id.hi, some.id.lo);
            assertThat(added.get((int) number).id).isEqualTo(some.id);
            assertThat(ids.digest(number)).isEqualTo(added.get((int) number).digest);
        }
    }

    private void keep(List<Added> added, int to) {
        log.addAll(added.subList(log.size(), to));
    }

    private void open() {
        store = store.copy();
        ids = RememberedIds.open(store, bound());
        assertThat(ids.size()).isEqualTo(ids.persisted()).isLessThanOrEqualTo(log.size());
        for (Added each : log.subList((int) ids.persisted(), log.size())) {
            ids.add(each.id.hi, each.id.lo, each.digest);
        }
        IdManifest manifest = IdManifest.open(store);
        flushes += manifest.flushed() > 0 ? 1 : 0;
        merges += manifest.runs().stream().anyMatch(run -> run.level() > 0) ? 1 : 0;
    }

    private void compare(String when) {
        Map<Id, Long> newest = new HashMap<>();
        assertThat(ids.size()).as(when).isEqualTo(log.size());
        for (int number = 0; number < log.size(); number++) {
            newest.put(log.get(number).id, (long) number);
            if (ids.digest(number) != log.get(number).digest) {
                assertThat(ids.digest(number)).as(when).isEqualTo(log.get(number).digest);
            }
        }
        newest.forEach((id, number) -> {
            if (ids.find(id.hi, id.lo) != number) {
                assertThat(ids.find(id.hi, id.lo)).as("%s, %s", when, id).isEqualTo(number);
            }
        });
        for (int i = 0; i < 1000; i++) {
            Id other = draw(log);
            assertThat(ids.find(other.hi, other.lo)).as(when).isEqualTo(newest.getOrDefault(other, -1L));
        }
    }

    private void leaveNothingBehind() {
        for (int quiet = 0; quiet < 4; ) {
            Commit commit = new Commit().put(Space.META, 9, 9, new byte[1]);
            ids.contribute(commit);
            store.commit(commit);
            quiet = commit.pages().size() == 1 ? quiet + 1 : 0;
        }
        compare("at rest");
        IdManifest manifest = IdManifest.open(store);
        assertThat(manifest.garbage()).isEmpty();
        int pages = 0;
        for (IdRun.Description run : manifest.runs()) {
            pages += run.pages();
        }
        assertThat(store.count(Space.ID_RUN)).isEqualTo(pages + (store.count(Space.IDS) > 0 ? 1 : 0));
    }

    private long bound() {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> 1 << 20;
            default -> random.nextInt(600, 6000);
        };
    }

    private Id draw(List<Added> before) {
        boolean repeats = !before.isEmpty() && random.nextInt(10) < (shape == Shape.REPEATING ? 6 : 1);
        if (repeats) {
            int from = random.nextBoolean() ? Math.max(0, before.size() - 300) : 0;
            return before.get(random.nextInt(from, before.size())).id;
        }
        if (shape == Shape.COLLIDING) {
            // Few keys, so that many ids share one.
            return new Id(random.nextLong(2000) * 0x9E3779B97F4A7C15L, random.nextInt(8));
        }
        return new Id(random.nextLong(), random.nextLong());
    }
}
