package dev.laurel.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.TownPlugin;
import dev.laurel.plugin.PluginCatalog;
import dev.laurel.plugin.RuleBook;
import dev.laurel.plugin.Selection;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Role;
import dev.laurel.store.Access;
import dev.laurel.store.Commit;
import dev.laurel.store.SqliteStore;
import dev.laurel.store.Store;
import dev.laurel.store.StoreException;
import dev.laurel.view.LaurelException;
import dev.laurel.view.MemberKey;
import dev.laurel.view.Recorded;
import dev.laurel.view.Recorded.Outcome;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The store fails in the middle: whoever waits is told, and the partition opens again by itself. */
@Timeout(120)
class PartitionFailureTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOON);
    private static final int CALLS = 12;

    @TempDir
    Path folder;

    private PluginCatalog catalog;
    private RuleBook rules;
    private Path file;

    @BeforeEach
    void load() {
        catalog = PluginCatalog.of(List.of(new TownPlugin()), CLOCK);
        rules = RuleBook.open(catalog, "town", List.of(new Selection("town/rules", "rules", Map.of())), CLOCK);
        file = folder.resolve("town.laurel");
    }

    @AfterEach
    void unload() {
        rules.close();
    }

    /** When a commit fails. */
    enum Failing {
        /** Nothing of it is there. */
        BEFORE,
        /** It is there, and nobody knows: the disk failed in the moment of saying so. */
        AFTER
    }

    /** A store whose commits fail when they are told to. */
    private static final class FailingStore implements Store {
        private final Store store;
        private final AtomicInteger untilFailure;
        private final Failing failing;

        FailingStore(Store store, AtomicInteger untilFailure, Failing failing) {
            this.store = store;
            this.untilFailure = untilFailure;
            this.failing = failing;
        }

        @Override
        public void commit(Commit commit) {
            boolean fails = untilFailure.decrementAndGet() == 0;
            if (!fails || failing == Failing.AFTER) {
                store.commit(commit);
            }
            if (fails) {
                throw new StoreException("the disk is full: free space on it");
            }
        }

        @Override
        public long epoch() {
            return store.epoch();
        }

        @Override
        public boolean isFollowing() {
            return store.isFollowing();
        }

        @Override
        public long lastSegment() {
            return store.lastSegment();
        }

        @Override
        public Commit.Segment segment(long number) {
            return store.segment(number);
        }

        @Override
        public void scan(long from, SegmentReader reader) {
            store.scan(from, reader);
        }

        @Override
        public byte[] page(dev.laurel.store.Space space, long major, long minor) {
            return store.page(space, major, minor);
        }

        @Override
        public void pages(dev.laurel.store.Space space, PageReader reader) {
            store.pages(space, reader);
        }

        @Override
        public void scrub() {
            store.scrub();
        }

        @Override
        public void backup(Path target) {
            store.backup(target);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private Store sqlite() {
        return SqliteStore.open(file, Access.FAIL, Duration.ZERO, CLOCK);
    }

    private Partition open(Supplier<Store> opener) {
        PartitionSettings settings = new PartitionSettings(
                ZoneOffset.UTC,
                rules,
                null,
                new SecureRandom(),
                PartitionSettings.Memory.DEFAULT,
                List.of(),
                new Watchdog(Watchdog.PATIENCE));
        return Partition.open("town", opener, settings, CLOCK);
    }

    private static List<Activity> activities(int call) {
        return IntStream.range(0, 5)
                .mapToObj(i -> Activity.of("thanks", "a" + call + "-" + i)
                        .at(NOON.minusSeconds(call * 31L % 7 * 1_000 + i))
                        .by(Role.RATER, Actor.of("ada"))
                        .by(Role.THANKED, Actor.of("bob").named("Bob"))
                        .build())
                .toList();
    }

    private static long bob(Partition partition) throws Exception {
        return new Questions(partition)
                .member(MemberKey.of("portal", "bob"))
                .get(20, TimeUnit.SECONDS)
                .map(member -> member.balance("points/reputation"))
                .orElse(0L);
    }

    @ParameterizedTest
    @EnumSource(Failing.class)
    void givenAnyCommitThatFails_whenSentAgain_thenNothingAcknowledgedIsLostAndNothingIsDoubled(Failing failing)
            throws Exception {
        boolean failed = true;
        for (int nth = 1; failed; nth++) {
            file = folder.resolve("town-" + nth + ".laurel");
            sqlite().close();
            failed = failNth(nth, failing);
        }
    }

    private boolean failNth(int nth, Failing failing) throws Exception {
        // The first opening makes secrets and rules: what fails there fails the start, which is another test's.
        AtomicInteger until = new AtomicInteger(Integer.MAX_VALUE);
        try (Partition partition = open(() -> new FailingStore(sqlite(), until, failing))) {
            until.set(nth);
            List<CompletableFuture<List<Recorded>>> calls = new ArrayList<>();
            for (int call = 0; call < CALLS; call++) {
                calls.add(partition.record("portal", activities(call)));
                if (call % 3 == 0) {
                    settled(calls.get(call));
                }
            }
            List<Boolean> acknowledged = new ArrayList<>();
            for (CompletableFuture<List<Recorded>> call : calls) {
                acknowledged.add(settled(call));
            }
            boolean failed = until.get() <= 0;
            for (int call = 0; call < CALLS; call++) {
                List<Recorded> again =
                        partition.record("portal", activities(call)).get(20, TimeUnit.SECONDS);
                if (acknowledged.get(call)) {
                    assertThat(again).extracting(Recorded::outcome).containsOnly(Outcome.DUPLICATE);
                } else {
                    assertThat(again)
                            .extracting(Recorded::outcome)
                            .containsOnly(again.get(0).outcome())
                            .doesNotContain(Outcome.CONFLICT, Outcome.REFUSED);
                }
            }
            assertThat(acknowledged.contains(false)).as("the failure was told").isEqualTo(failed);
            assertThat(new Questions(partition).activities().get(20, TimeUnit.SECONDS))
                    .isEqualTo(CALLS * 5L);
            assertThat(bob(partition)).isEqualTo(CALLS * 50L);
            assertThat(new Questions(partition)
                            .verify()
                            .get(20, TimeUnit.SECONDS)
                            .problems())
                    .isEmpty();
            return failed;
        }
    }

    /** Waits for a call, and returns whether it was acknowledged; if not, it was told why. */
    private static boolean settled(CompletableFuture<List<Recorded>> call) throws Exception {
        try {
            return !call.get(20, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException e) {
            assertThat(e.getCause())
                    .isInstanceOf(LaurelException.class)
                    .hasMessageContaining("town")
                    .hasMessageContaining("could not commit")
                    .hasMessageContaining("the disk is full: free space on it");
            return false;
        }
    }

    @Test
    void givenReadsAndDecisionsInTheFailedBatch_whenTold_thenTheyFailTooAndNothingOfThemIsThere() throws Exception {
        AtomicInteger until = new AtomicInteger(Integer.MAX_VALUE);
        try (Partition partition = open(() -> new FailingStore(sqlite(), until, Failing.BEFORE))) {
            settled(partition.record("portal", activities(0)));
            until.set(1);
            CompletableFuture<Void> merged = new Commands(partition)
                    .merge(MemberKey.of("portal", "ada"), MemberKey.of("portal", "bob"), "operator", "test");
            assertThat(merged)
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .havingCause()
                    .withMessageContaining("could not commit");
            assertThat(new Questions(partition).members().get(20, TimeUnit.SECONDS))
                    .isEqualTo(2);
            assertThat(bob(partition)).isEqualTo(50);
            new Commands(partition)
                    .merge(MemberKey.of("portal", "ada"), MemberKey.of("portal", "bob"), "operator", "test")
                    .get(20, TimeUnit.SECONDS);
            assertThat(new Questions(partition).members().get(20, TimeUnit.SECONDS))
                    .isEqualTo(1);
        }
    }

    @Test
    void givenStoreThatCannotBeOpenedForAWhile_whenItCanAgain_thenThePartitionGoesOnByItself() throws Exception {
        AtomicInteger until = new AtomicInteger(Integer.MAX_VALUE);
        AtomicBoolean full = new AtomicBoolean();
        AtomicInteger refused = new AtomicInteger();
        try (Partition partition = open(() -> {
            if (full.get()) {
                refused.incrementAndGet();
                throw new StoreException("the disk is full: free space on it");
            }
            return new FailingStore(sqlite(), until, Failing.BEFORE);
        })) {
            settled(partition.record("portal", activities(0)));
            full.set(true);
            until.set(1);
            assertThat(partition.record("portal", activities(1)))
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .havingCause()
                    .withMessageContaining("the disk is full");
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> refused.get() > 0);
            assertThat(partition.record("portal", activities(1)))
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .havingCause()
                    .withMessageContaining("the disk is full");
            full.set(false);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> recorded(partition, 1));
            assertThat(bob(partition)).isEqualTo(100);
        }
    }

    private static boolean recorded(Partition partition, int call) throws Exception {
        try {
            return partition
                    .record("portal", activities(call))
                    .get(20, TimeUnit.SECONDS)
                    .get(0)
                    .isKept();
        } catch (ExecutionException stillFull) {
            return false;
        }
    }

    @Test
    void givenPartitionThatWasOvertaken_whenRecorded_thenItIsToldAndStaysClosed() throws Exception {
        try (Partition partition = open(this::sqlite)) {
            settled(partition.record("portal", activities(0)));
            overtake();
            assertThat(partition.record("portal", activities(1)))
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .havingCause()
                    .withMessageContaining("taken over");
            assertThat(partition.record("portal", activities(1)))
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .havingCause()
                    .withMessageContaining("taken over");
        }
    }

    /** What another process does that opens the file although the lock says no, as on a disk that has no locks. */
    private void overtake() throws Exception {
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("UPDATE meta SET value = value + 1 WHERE name = 'epoch'");
        }
    }
}
