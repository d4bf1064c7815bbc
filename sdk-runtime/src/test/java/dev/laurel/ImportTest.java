package dev.laurel;

import static dev.laurel.Town.NOON;
import static dev.laurel.Town.get;
import static dev.laurel.Town.thanks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Reject;
import dev.laurel.view.ConnectorStatus;
import dev.laurel.view.ConnectorStatus.State;
import dev.laurel.view.DeadLetter;
import dev.laurel.view.MemberKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a connector brings is committed with the place where it goes on, once. */
@Timeout(60)
class ImportTest {

    @TempDir
    Path folder;

    private final TownPlugin plugin = new TownPlugin();

    private void dump(int from, int to) {
        IntStream.range(from, to)
                .forEach(i -> plugin.dump.add(thanks("d" + i, "ada", "bob" + i % 3, NOON.minusSeconds(i))));
    }

    private static long bob(Community town, int which) {
        return get(town.member(MemberKey.of("dump", "bob" + which)))
                .map(member -> member.balance(TownPlugin.REPUTATION))
                .orElse(0L);
    }

    private static ConnectorStatus status(Community town) {
        return town.connectors().get(0);
    }

    @Test
    void givenDump_whenImportedOverManyRestarts_thenEachPageIsAskedForOnceAndCommittedOnce() {
        for (int run = 0; run < 5; run++) {
            dump(run * 35, run * 35 + 35);
            plugin.pulls.set(0);
            try (Laurel laurel = Town.importing(folder, plugin).start()) {
                Community town = laurel.community("town");
                get(town.upToDate("dump"));
                assertThat(get(town.activityCount())).isEqualTo((run + 1) * 35L);
                assertThat(plugin.pulls).hasValue(4);
                assertThat(status(town).accepted()).isEqualTo(35);
                assertThat(status(town).duplicates()).isZero();
                assertThat(status(town).pages()).isEqualTo(4);
                assertThat(status(town).upToDate()).isTrue();
                assertThat(status(town).state()).isEqualTo(State.RUNNING);
                assertThat(status(town).failure()).isEmpty();
            }
        }
        try (Laurel laurel = Town.importing(folder, plugin).start()) {
            Community town = laurel.community("town");
            get(town.upToDate("dump"));
            assertThat(bob(town, 0) + bob(town, 1) + bob(town, 2)).isEqualTo(5 * 35 * 10);
            assertThat(status(town).accepted()).isZero();
            assertThat(get(town.verify()).problems()).isEmpty();
        }
    }

    @Test
    void givenImportClosedInTheMiddle_whenStartedAgain_thenItGoesOnWhereItWasCommitted() {
        dump(0, 2_000);
        long before = 0;
        int rounds = 0;
        while (before < 2_000) {
            try (Laurel laurel = Town.importing(folder, plugin).start()) {
                Community town = laurel.community("town");
                long had = before;
                assertThat(get(town.activityCount())).isGreaterThanOrEqualTo(had);
                Awaitility.await()
                        .pollInterval(Duration.ofMillis(5))
                        .atMost(Town.soon())
                        .until(() -> get(town.activityCount()) >= Math.min(2_000, had + 300));
                before = get(town.activityCount());
                assertThat(before % 10).isZero();
            }
            rounds++;
        }
        assertThat(rounds).isGreaterThan(1);
        try (Laurel laurel = Town.importing(folder, plugin).start()) {
            Community town = laurel.community("town");
            get(town.upToDate("dump"));
            assertThat(get(town.activityCount())).isEqualTo(2_000);
            assertThat(bob(town, 0) + bob(town, 1) + bob(town, 2)).isEqualTo(20_000);
            assertThat(get(town.deadLetters().list(1))).isEmpty();
        }
    }

    @Test
    void givenWhatCannotBeTakenIn_whenImported_thenItIsInTheDeadLettersOnceAndTheRestGoesOn() {
        dump(0, 12);
        plugin.dump.add(3, Activity.of("thanks", "").at(NOON).build());
        plugin.dump.add(15 - 2, thanks("d1", "somebody", "else"));
        plugin.unreadable.add(Reject.of("Votes.xml:17", "MALFORMED", "no PostId"));
        for (int run = 0; run < 2; run++) {
            try (Laurel laurel = Town.importing(folder, plugin).start()) {
                Community town = laurel.community("town");
                get(town.upToDate("dump"));
                assertThat(get(town.activityCount())).isEqualTo(12);
                assertThat(get(town.deadLetters().list(10)))
                        .extracting(DeadLetter::source, DeadLetter::code)
                        .containsExactlyInAnyOrder(
                                tuple("dump", "ID_MISSING"), tuple("dump", "CONFLICT"), tuple("dump", "MALFORMED"));
                assertThat(get(town.deadLetters().list(10)))
                        .allSatisfy(letter -> assertThat(letter.at()).isEqualTo(NOON))
                        .filteredOn(letter -> letter.code().equals("ID_MISSING"))
                        .singleElement()
                        .satisfies(letter -> {
                            assertThat(letter.position()).contains("4");
                            assertThat(letter.reason()).startsWith("/id: ");
                        });
                assertThat(get(town.deadLetters().list(2))).hasSize(2);
                if (run == 0) {
                    assertThat(status(town).rejected()).isEqualTo(3);
                }
            }
        }
    }

    @Test
    void givenManyRefusedOnOnePageOfTwoSegments_whenImported_thenNoneIsMissingInTheDeadLetters() {
        String note = "x".repeat(2_000);
        for (int i = 0; i < 900; i++) {
            Activity.Builder wordy =
                    Activity.of("noted", i % 300 == 5 ? "" : "n" + i).at(NOON);
            for (int key = 0; key < 5; key++) {
                wordy.attribute("key-" + key, note);
            }
            plugin.dump.add(wordy.build());
        }
        try (Laurel laurel = Town.bare(folder, plugin)
                .community("town", town -> town.connector("town/dump", "dump", Map.of("page", "1000")))
                .start()) {
            Community town = laurel.community("town");
            get(town.upToDate("dump"));
            assertThat(Town.lastSegment(folder)).isGreaterThan(1);
            assertThat(get(town.activityCount())).isEqualTo(897);
            assertThat(get(town.deadLetters().list(10))).hasSize(3);
        }
    }

    @Test
    void givenHostThatRecordsMeanwhile_whenImported_thenBothAreThere() {
        dump(0, 500);
        try (Laurel laurel = Town.importing(folder, plugin).start()) {
            Community town = laurel.community("town");
            for (int i = 0; i < 200; i++) {
                get(town.record(Town.SOURCE, thanks("h" + i, "ada", "bob")));
            }
            get(town.upToDate("dump"));
            assertThat(get(town.activityCount())).isEqualTo(700);
            assertThat(Town.balance(town, "bob")).isEqualTo(2_000);
            assertThat(bob(town, 0) + bob(town, 1) + bob(town, 2)).isEqualTo(5_000);
        }
    }

    @Test
    void givenAnotherSourceThatNumbersAlike_whenAWithdrawalComesBeforeItsActivity_thenTheActivityCountsForNothing() {
        plugin.dump.add(Activity.of("undo", "w")
                .at(NOON.minusSeconds(1))
                .withdraws("42")
                .build());
        try (Laurel laurel = Town.in(folder).start()) {
            get(laurel.community("town").record("shop", thanks("42", "eve", "sam")));
        }
        try (Laurel laurel = Town.importing(folder, plugin).start()) {
            get(laurel.community("town").upToDate("dump"));
            assertThat(get(laurel.community("town").deadLetters().list(9))).isEmpty();
        }
        plugin.dump.add(thanks("42", "ada", "bob0", NOON.minusSeconds(2)));
        try (Laurel laurel = Town.importing(folder, plugin).start()) {
            Community town = laurel.community("town");
            get(town.upToDate("dump"));
            assertThat(bob(town, 0)).isZero();
            assertThat(get(town.member(MemberKey.of("shop", "sam")))
                            .orElseThrow()
                            .balance(TownPlugin.REPUTATION))
                    .isEqualTo(10);
        }
    }
}
