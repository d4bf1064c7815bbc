package dev.laurel.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.store.Commit;
import dev.laurel.store.FencedException;
import dev.laurel.store.Space;
import dev.laurel.store.Store;
import dev.laurel.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Store} keeps. Extend it, say how yours is opened, and it is tested; nothing else is needed. Each test
 * has a folder of its own, in which the store may keep files: what a test deletes is looked for in them.
 */
public abstract class StoreContract extends StoreUnderTest {

    /** Numbers and keys that are off by one somewhere. */
    private static final long[] AWKWARD = {Long.MIN_VALUE, -256, -1, 0, 1, 255, 65_536, Long.MAX_VALUE};

    @Test
    void givenNewCommunity_whenOpened_thenItIsEmpty() {
        assertHolds(store, 0);
        assertThat(store.isFollowing()).isFalse();
        for (Space space : Space.values()) {
            assertThat(pages(store, space)).isEmpty();
        }
    }

    @Test
    void givenCommits_whenOpenedAgain_thenAllIsThereAndEpochIsHigher() {
        commitUpTo(15);
        assertHolds(store, 15);
        long before = store.epoch();

        reopen();

        assertHolds(store, 15);
        assertThat(before).isPositive();
        assertThat(store.epoch()).isGreaterThan(before);
        commitUpTo(16);
        assertHolds(store, 16);
    }

    @Test
    void givenFollower_whenOthersCommit_thenItSeesItAndCannotCommit() {
        commitUpTo(2);
        Store follower = keep(follow());
        assertHolds(follower, 2);
        commitUpTo(4);

        assertHolds(follower, 4);
        assertThat(follower.isFollowing()).isTrue();
        assertThat(follower.epoch()).isZero();
        assertThatThrownBy(() -> follower.commit(commit(5))).isInstanceOf(StoreException.class);
        assertHolds(store, 4);
    }

    @Test
    void givenFollower_whenWriterClosesAndOpensAgain_thenItGoesOnFollowing() {
        commitUpTo(1);
        Store follower = keep(follow());
        reopen();
        commitUpTo(3);

        assertHolds(follower, 3);
    }

    @Test
    void givenOvertakenStore_whenItCommits_thenItIsFencedEachTimeAndNothingIsThere() {
        commitUpTo(3);
        overtake();

        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(() -> store.commit(commit(4))).isInstanceOf(FencedException.class);
            assertThatThrownBy(() -> store.commit(new Commit().put(Space.META, 1, 1, name(9))))
                    .isInstanceOf(FencedException.class);
        }

        reopen();
        assertHolds(store, 3);
        commitUpTo(4);
        assertHolds(store, 4);
    }

    @Test
    void givenSegmentOutOfOrder_whenCommitted_thenItIsRefusedAndTheStoreGoesOn() {
        commitUpTo(2);

        for (long number : new long[] {-1, 0, 1, 2, 4, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> store.commit(commit(number))).isInstanceOf(IllegalArgumentException.class);
        }

        assertHolds(store, 2);
        commitUpTo(3);
        assertHolds(store, 3);
    }

    @Test
    void givenPagesNamedTwiceInOneCommit_whenCommitted_thenTheLastCounts() {
        store.commit(new Commit()
                .put(Space.CURSOR, 1, 0, name(1))
                .put(Space.CURSOR, 2, 0, name(1))
                .put(Space.CURSOR, 4, 0, name(1)));

        store.commit(new Commit()
                .put(Space.CURSOR, 3, 0, name(1))
                .delete(Space.CURSOR, 2, 0)
                .put(Space.CURSOR, 1, 0, name(2))
                .delete(Space.CURSOR, 3, 0)
                .put(Space.CURSOR, 2, 0, name(3))
                .put(Space.CURSOR, 1, 0, name(4))
                .put(Space.CURSOR, 4, 0, new byte[0])
                .delete(Space.CURSOR, 5, 0));

        assertThat(pages(store, Space.CURSOR)).containsExactly("1/0=4", "2/0=3", "4/0=");
        assertThat(store.page(Space.CURSOR, 4, 0)).isEmpty();
        assertThat(store.page(Space.CURSOR, 3, 0)).isNull();
        assertThat(store.lastSegment()).isZero();
    }

    @Test
    void givenPagesOfEverySpaceWithAwkwardKeys_whenRead_thenNoneIsMixedUpAndTheyComeInOrder() {
        Commit commit = new Commit();
        List<String> expected = new ArrayList<>();
        for (long major : AWKWARD) {
            for (long minor : AWKWARD) {
                expected.add(major + "/" + minor);
            }
        }
        for (Space space : Space.values()) {
            // Backwards, so that order of writing is not order of reading.
            for (int i = expected.size() - 1; i >= 0; i--) {
                long major = AWKWARD[i / AWKWARD.length];
                long minor = AWKWARD[i % AWKWARD.length];
                commit.put(space, major, minor, (space + ":" + expected.get(i)).getBytes(UTF_8));
            }
        }
        store.commit(commit);
        reopen();

        for (Space space : Space.values()) {
            assertThat(pages(store, space))
                    .containsExactlyElementsOf(expected.stream()
                            .map(key -> key + "=" + space + ":" + key)
                            .toList());
        }
        assertThat(store.page(Space.META, 255, 65_536)).isEqualTo("META:255/65536".getBytes(UTF_8));
    }

    @Test
    void givenEmptyCommit_whenCommitted_thenNothingChanges() {
        commitUpTo(1);
        store.commit(new Commit());
        assertHolds(store, 1);
    }

    @Test
    void givenNumberThatIsNotThere_whenSegmentIsRead_thenItThrows() {
        commitUpTo(2);
        for (long number : new long[] {Long.MIN_VALUE, -1, 0, 3, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> store.segment(number))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(Long.toString(number));
        }
    }

    @Test
    void givenManySegments_whenScannedFromAnywhere_thenTheRestComesInOrder() {
        commitUpTo(200);
        for (long from : new long[] {1, 2, 63, 64, 65, 129, 199, 200}) {
            assertThat(scanned(store, from)).containsExactlyElementsOf(numbers(from, 200));
        }
        assertThat(scanned(store, 201)).isEmpty();
        assertThat(scanned(store, 1_000)).isEmpty();
        assertThatThrownBy(() -> store.scan(0, segment -> {})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givenReaderThatThrows_whenScanningOrReadingPages_thenItGoesThroughAndTheStoreGoesOn() {
        commitUpTo(3);
        IllegalStateException thrown = new IllegalStateException("enough");

        assertThatThrownBy(() -> store.scan(1, segment -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThatThrownBy(() -> store.pages(Space.META, (major, minor, body) -> {
                    throw thrown;
                }))
                .isSameAs(thrown);

        commitUpTo(4);
        store.scrub();
        assertHolds(store, 4);
    }

    @Test
    void givenReader_whenItReadsFromWithin_thenItGetsWhatIsThere() {
        commitUpTo(3);
        List<String> seen = new ArrayList<>();
        store.scan(
                2,
                segment -> store.pages(
                        Space.META,
                        (major, minor, body) -> seen.add(segment.number() + ":"
                                + new String(store.segment(3).hash(), UTF_8)
                                + new String(store.page(Space.META, major, minor), UTF_8))));
        assertThat(seen).containsExactly("2:33", "2:33", "3:33", "3:33");
    }

    @Test
    void givenBytesReadOrWritten_whenTheyAreChangedAfterwards_thenTheStoreIsNot() {
        byte[] body = name(7);
        store.commit(new Commit().append(new Commit.Segment(1, body, body)).put(Space.META, 0, 0, body));
        Arrays.fill(body, (byte) 0);
        for (byte[] read : List.of(store.segment(1).body(), store.segment(1).hash(), store.page(Space.META, 0, 0))) {
            assertThat(read).isEqualTo(name(7));
            Arrays.fill(read, (byte) 0);
        }
        assertThat(store.segment(1).body()).isEqualTo(name(7));
        assertThat(pages(store, Space.META)).containsExactly("0/0=7");
    }

    @Test
    void givenReadersOnOtherThreads_whenCommitsGoOn_thenTheySeeWholeCommitsOnly()
            throws InterruptedException, ExecutionException, TimeoutException {
        long last = 300;
        commitUpTo(1);
        ForkJoinPool readers = new ForkJoinPool(2);
        try {
            Store follower = keep(follow());
            Future<?> own = readers.submit(() -> watch(store, last));
            Future<?> other = readers.submit(() -> watch(follower, last));
            commitUpTo(last);
            own.get(1, TimeUnit.MINUTES);
            other.get(1, TimeUnit.MINUTES);
        } finally {
            readers.shutdownNow();
        }
    }

    private static void watch(Store store, long last) {
        long before = 0;
        while (before < last) {
            long segment = store.lastSegment();
            List<String> both = pages(store, Space.META);
            long now = Long.parseLong(both.get(0).substring("1/1=".length()));

            assertThat(both).containsExactly("1/1=" + now, "1/2=" + now);
            assertThat(segment).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(now);
            assertThat(store.segment(now).body()).isEqualTo(body(now));
            assertThat(store.page(Space.IDENTITY, now, -now)).isEqualTo(body(now));
            before = now;
        }
    }

    @Test
    void givenDeletedAndReplacedPages_whenScrubbed_thenNoFileHoldsThem() throws IOException {
        String marker = "Ada Lovelace, 12 St James's Square";
        String large = marker.repeat(2_000);
        commitUpTo(3);
        for (long major = 0; major < 40; major++) {
            String text = major % 3 == 0 ? large : marker;
            store.commit(new Commit().put(Space.VAULT_TEXT, major % 20, 0, (major + text).getBytes(UTF_8)));
        }
        store.commit(new Commit().put(Space.VAULT_KEY, 1, 0, "what stays".getBytes(UTF_8)));
        for (long major = 0; major < 20; major++) {
            Commit erase = new Commit();
            store.commit(
                    major % 2 == 0
                            ? erase.delete(Space.VAULT_TEXT, major, 0)
                            : erase.put(Space.VAULT_TEXT, major, 0, name(major)));
        }

        store.scrub();

        assertThat(filesWith("Lovelace")).isEmpty();
        assertThat(pages(store, Space.VAULT_TEXT)).hasSize(10);
        assertHolds(store, 3);
        commitUpTo(4);
        reopen();
        assertThat(filesWith("Lovelace")).isEmpty();
        assertThat(pages(store, Space.VAULT_KEY)).containsExactly("1/0=what stays");
        assertHolds(store, 4);
    }

    @Test
    void givenCommunity_whenBackedUp_thenTheBackupIsItAsItWasAndNoOtherFileIsMade() throws IOException {
        commitUpTo(10);
        Path backups = Files.createDirectory(folder.resolve("backups"));
        store.backup(backups.resolve("one"));
        commitUpTo(12);

        try (Stream<Path> files = Files.list(backups)) {
            assertThat(files).containsExactly(backups.resolve("one"));
        }
        assertHolds(store, 12);
        assertHolds(keep(openBackup(backups.resolve("one"))), 10);
    }

    @Test
    void givenCommitsOnAnotherThread_whenBackedUp_thenEachBackupIsOneCommit()
            throws InterruptedException, ExecutionException, TimeoutException {
        commitUpTo(1);
        ForkJoinPool writer = new ForkJoinPool(1);
        try {
            Future<?> commits = writer.submit(() -> commitUpTo(150));
            long before = 0;
            for (int i = 0; i < 5; i++) {
                Path backup = folder.resolve("backup" + i);
                store.backup(backup);
                Store copy = keep(openBackup(backup));
                assertThat(copy.lastSegment()).isBetween(Math.max(1, before), 150L);
                before = copy.lastSegment();
                assertHolds(copy, before);
            }
            commits.get(1, TimeUnit.MINUTES);
        } finally {
            writer.shutdownNow();
        }
        assertHolds(store, 150);
    }

    @Test
    void givenTargetThatExistsOrCannotBeWritten_whenBackedUp_thenItThrowsAndLeavesEverythingAsItWas()
            throws IOException {
        commitUpTo(2);
        Path backups = Files.createDirectory(folder.resolve("backups"));
        Path existing = Files.writeString(backups.resolve("existing"), "precious");

        for (Path target : List.of(existing, backups, existing.resolve("below-a-file"))) {
            assertThatThrownBy(() -> store.backup(target))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(backups.toString());
        }

        assertThat(existing).hasContent("precious");
        try (Stream<Path> files = Files.list(backups)) {
            assertThat(files).containsExactly(existing);
        }
        commitUpTo(3);
        assertHolds(store, 3);
    }

    @Test
    void givenClosedStore_whenUsed_thenItThrowsAndClosingAgainIsFine() {
        commitUpTo(1);
        store.close();
        store.close();

        assertThatThrownBy(() -> store.commit(commit(2))).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.page(Space.META, 1, 1)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.scan(1, segment -> {})).isInstanceOf(StoreException.class);
        reopen();
        assertHolds(store, 1);
    }
}
