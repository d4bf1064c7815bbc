package dev.laurel.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.store.Commit;
import dev.laurel.store.HeapStore;
import dev.laurel.store.Space;
import dev.laurel.store.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RememberedIdsTest {
    private static final boolean PROOF = Boolean.getBoolean("laurel.proof");
    private static final long ALL = Long.MAX_VALUE;

    private final HeapStore store = new HeapStore();
    private RememberedIds ids = RememberedIds.open(store, ALL);

    @Test
    void givenNothing_whenLookedFor_thenItIsNotThere() {
        assertThat(ids.find(1, 2)).isEqualTo(-1);
        assertThat(ids.size()).isZero();
        assertThat(ids.persisted()).isZero();
        assertThatThrownBy(() -> ids.digest(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ids.digest(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void givenAnId_whenAddedOnceMore_thenTheNewestNumberIsFoundAndBothDigestsStay() {
        assertThat(ids.add(1, 2, 10)).isZero();
        assertThat(ids.add(1, 3, 11)).isEqualTo(1);
        assertThat(ids.add(1, 2, 12)).isEqualTo(2);

        assertThat(ids.find(1, 2)).isEqualTo(2);
        assertThat(ids.find(1, 3)).isEqualTo(1);
        assertThat(ids.find(2, 2)).isEqualTo(-1);
        assertThat(ids.digest(0)).isEqualTo(10);
        assertThat(ids.digest(2)).isEqualTo(12);
        assertThat(ids.size()).isEqualTo(3);
    }

    @Test
    void givenFullPages_whenCommitted_thenTheyArePersistedAndWrittenOnce() {
        for (int i = 0; i < 1200; i++) {
            ids.add(hash(i), i, i);
        }
        Commit first = new Commit();
        ids.contribute(first);
        assertThat(ids.persisted()).isEqualTo(1024);
        assertThat(bytes(first)).isBetween(1200 * 24L - 12_288, 1200 * 24L + 100);
        store.commit(first);

        Commit second = new Commit();
        ids.contribute(second);
        assertThat(second.isEmpty()).isTrue();
        assertThat(ids.persisted()).isEqualTo(1024);

        RememberedIds again = RememberedIds.open(store, ALL);
        assertThat(again.size()).isEqualTo(1024);
        for (int i = 0; i < 1200; i++) {
            assertThat(again.find(hash(i), i)).isEqualTo(i < 1024 ? i : -1);
            assertThat(ids.find(hash(i), i)).isEqualTo(i);
        }
    }

    @Test
    void givenIdsThatAreAlike_whenInMemoryAndOnDisk_thenEachIsFoundUnderItsOwnNumber() {
        long top = -1L << 22;
        List<long[]> alike = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            alike.add(new long[] {7, i});
            alike.add(new long[] {top, i});
            alike.add(new long[] {top | i, 0});
            alike.add(new long[] {(long) i << 22, 5});
            alike.add(new long[] {top - ((long) i << 22), 5});
            alike.add(new long[] {(long) i << 54, 9});
        }
        for (long bound : new long[] {ALL, 512}) {
            HeapStore store = new HeapStore();
            RememberedIds ids = RememberedIds.open(store, bound);
            for (int i = 0; i < alike.size(); i++) {
                long[] id = alike.get(i);
                long before = ids.find(id[0], id[1]);
                assertThat(before).isLessThan(i);
                assertThat(ids.add(id[0], id[1], ~i)).isEqualTo(i);
                assertThat(ids.find(id[0], id[1])).isEqualTo(i);
                if (i % 100 == 0) {
                    commit(store, ids);
                }
            }
            assertThat(ids.runs() > 0).isEqualTo(bound == 512);
            assertThat(ids.find(7, 700)).isEqualTo(-1);
            assertThat(ids.find(top, 700)).isEqualTo(-1);
            assertThat(ids.find(top | 700, 0)).isEqualTo(-1);
        }
    }

    @Test
    void givenSequentialDuplicates_whenChecked_thenAPageIsReadOnceEach() {
        int count = 512 * 100;
        fill(count);
        for (int direction : new int[] {1, -1}) {
            long reads = store.reads();
            for (int i = 0; i < count; i++) {
                int each = direction > 0 ? i : count - 1 - i;
                long number = ids.find(hash(each), each);
                assertThat(number).isEqualTo(each);
                assertThat(ids.digest(number)).isEqualTo(each);
            }
            assertThat(store.reads() - reads).isLessThanOrEqualTo(100);
        }
    }

    @Test
    void givenNewIds_whenChecked_thenHardlyAnyPageIsRead() {
        fill(200_000);
        long reads = store.reads();
        for (int i = 200_000; i < 400_000; i++) {
            assertThat(ids.find(hash(i), i)).isEqualTo(-1);
        }
        assertThat(store.reads() - reads).isLessThan(5);
    }

    @Test
    void givenIdsBeyondTheBound_whenNewOnesAreChecked_thenAboutOneInAHundredReadsAPagePerRun() {
        ids = RememberedIds.open(store, 20_000);
        fill(200_000);
        settle();
        assertThat(ids.runs()).isPositive();
        long reads = store.reads();
        for (int i = 200_000; i < 300_000; i++) {
            assertThat(ids.find(hash(i), i)).isEqualTo(-1);
        }
        assertThat((double) (store.reads() - reads) / ids.runs()).isBetween(100.0, 2500.0);
    }

    @Test
    void givenAPageLost_whenItIsNeeded_thenTheErrorNamesIt() {
        ids = RememberedIds.open(store, 2048);
        fill(20_000);
        settle();
        HeapStore whole = store.copy();

        lose(whole, Space.IDS, 38, "IDS/38/0", () -> RememberedIds.open(store, 2048));
        lose(whole, Space.IDS, 3, "IDS/3/0", () -> findAll(RememberedIds.open(store, 2048)));
        lose(whole, Space.ID_RUN, 0, "ID_RUN/0/0", () -> RememberedIds.open(store, 2048));
        long[] run = new long[1];
        whole.pages(Space.ID_RUN, (major, minor, body) -> run[0] = major);
        lose(whole, Space.ID_RUN, run[0], "ID_RUN/" + run[0] + "/0", () -> findAll(RememberedIds.open(store, 2048)));
        damage(whole, Space.IDS, 38, "IDS/38/0", () -> RememberedIds.open(store, 2048));
        damage(whole, Space.ID_RUN, 0, "ID_RUN/0/0", () -> RememberedIds.open(store, 2048));
        damage(whole, Space.ID_RUN, run[0], "ID_RUN/" + run[0], () -> findAll(RememberedIds.open(store, 2048)));
    }

    @Test
    void givenCommitsOfAnySize_whenIdsGoToDisk_thenNoneIsLarge() {
        ids = RememberedIds.open(store, 8192);
        SplittableRandom random = new SplittableRandom(3);
        int number = 0;
        for (int commits = 0; commits < (PROOF ? 20_000 : 1_000); commits++) {
            int added = random.nextInt(5) == 0 ? random.nextInt(3000) : random.nextInt(50);
            for (int i = 0; i < added; i++, number++) {
                ids.add(hash(number), number, number);
            }
            Commit commit = new Commit();
            int share = 1 + ids.runs() / 32;
            ids.contribute(commit);
            // Up to a page more than planned each for ids, flush, garbage and merge, and the manifest.
            long planned = 24L * added + share * Math.max(16 * 1024, 48L * added);
            assertThat(bytes(commit)).isLessThan(planned + 12_288 + 3 * 4_000 + 4_000);
            store.commit(commit);
        }
        assertThat(ids.runs()).isGreaterThan(4);
    }

    @Test
    void givenMoreThanTheBound_whenItKeepsGrowing_thenRunsStayFewAndNothingIsLeftBehind() {
        ids = RememberedIds.open(store, 4096);
        int count = PROOF ? 4_000_000 : 400_000;
        int most = 0;
        for (int i = 0; i < count; i++) {
            ids.add(hash(i), i, i);
            if (i % 200 == 0) {
                commit(store, ids);
                most = Math.max(most, ids.runs());
            }
        }
        settle();
        // 1,024 ids in a run of the lowest level, eight times as many in one of the next; while eight are merged, eight
        // more.
        double levels = Math.log(count / 1024.0) / Math.log(8) + 1;
        assertThat(most).isLessThan((int) (levels * 16));
        int pages = 1;
        IdManifest manifest = IdManifest.open(store);
        for (IdRun.Description run : manifest.runs()) {
            pages += run.pages();
        }
        assertThat(manifest.garbage()).isEmpty();
        assertThat(store.count(Space.ID_RUN)).isEqualTo(pages);
    }

    @Test
    void givenAnIdReplacedOverAndOver_whenInMemoryAndOnDisk_thenItTakesOnePlaceAndTheNewestIsFound() {
        ids = RememberedIds.open(store, 2048);
        long bytes = 0;
        for (int i = 0; i < 60_000; i++) {
            ids.add(42, 42, i);
            if (i % 500 == 0) {
                commit(store, ids);
                assertThat(ids.find(42, 42)).isEqualTo(i);
            }
            bytes = Math.max(bytes, ids.heapBytes());
        }
        assertThat(bytes).isLessThan(500_000);
        settle();
        RememberedIds again = RememberedIds.open(store, 2048);
        assertThat(again.find(42, 42)).isEqualTo(again.persisted() - 1);
    }

    private void findAll(RememberedIds opened) {
        for (int i = 0; i < opened.size(); i++) {
            opened.find(hash(i), i);
        }
    }

    private void lose(HeapStore whole, Space space, long major, String named, Runnable use) {
        store.followed(new Commit().delete(space, major, 0));
        assertThatThrownBy(use::run)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(named)
                .hasMessageContaining("missing")
                .hasMessageContaining("restore a backup");
        store.followed(new Commit().put(space, major, 0, body(whole, space, major)));
    }

    private void damage(HeapStore whole, Space space, long major, String named, Runnable use) {
        byte[] body = body(whole, space, major);
        store.followed(new Commit().put(space, major, 0, Arrays.copyOf(body, body.length - 1)));
        assertThatThrownBy(use::run).isInstanceOf(StoreException.class).hasMessageContaining(named);
        store.followed(new Commit().put(space, major, 0, body));
    }

    private static byte[] body(HeapStore store, Space space, long major) {
        byte[] body = store.page(space, major, 0);
        assertThat(body).isNotNull();
        return body;
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            ids.add(hash(i), i, i);
            if (i % 1000 == 999) {
                commit(store, ids);
            }
        }
        settle();
    }

    private void settle() {
        Commit commit;
        int quiet = 0;
        while (quiet < 4) {
            commit = new Commit().put(Space.META, 9, 9, new byte[1]);
            ids.contribute(commit);
            store.commit(commit);
            quiet = commit.pages().size() == 1 ? quiet + 1 : 0;
        }
    }

    private static void commit(HeapStore store, RememberedIds ids) {
        Commit commit = new Commit();
        ids.contribute(commit);
        store.commit(commit);
    }

    private static long bytes(Commit commit) {
        long bytes = 0;
        for (Commit.Page page : commit.pages()) {
            byte[] body = page.body();
            bytes += body == null ? 4_000 : body.length;
        }
        return bytes;
    }

    /** Spreads as a keyed hash does. */
    private static long hash(long number) {
        long bits = (number + 1) * 0x9E3779B97F4A7C15L;
        bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
        return bits ^ bits >>> 31;
    }
}
