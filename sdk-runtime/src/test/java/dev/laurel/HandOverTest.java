package dev.laurel;

import static dev.laurel.Town.SOURCE;
import static dev.laurel.Town.failure;
import static dev.laurel.Town.get;
import static dev.laurel.Town.key;
import static dev.laurel.Town.thanks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Role;
import dev.laurel.view.Recorded;
import dev.laurel.view.Recorded.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes and one community: one waits for the other, or reads along. */
@Timeout(300)
class HandOverTest {
    private static final int LOAD = Town.PROOF ? 10_000 : 500;

    @TempDir
    Path folder;

    @TempDir
    Path scratch;

    @TempDir
    Path clean;

    @Test
    void givenProcessThatRecords_whenAnotherWaitsAndTakesOver_thenNothingIsLostOrDoubled() throws Exception {
        TreeSet<Integer> acknowledged = new TreeSet<>();
        try (RecordingProcess first = RecordingProcess.start(folder, 0, scratch)) {
            first.awaitLine("opening").awaitLine("open").awaitAcknowledged(LOAD);
            assertThat(failure(() -> Town.in(folder).start())).hasMessageContaining("process ");
            try (RecordingProcess second = RecordingProcess.start(folder, LOAD / 2, scratch)) {
                second.awaitLine("opening");
                first.awaitAcknowledged(LOAD);
                first.stop();
                second.awaitLine("open").awaitAcknowledged(LOAD * 3);
                second.stop();
                assertThat(first.end()).allMatch(line -> line.contains("closed"));
                assertThat(second.end()).allMatch(line -> line.contains("closed"));
                acknowledged.addAll(first.acknowledged());
                acknowledged.addAll(second.acknowledged());
            }
        }
        int end = acknowledged.last() + 1;
        try (Laurel laurel = Town.in(folder).start()) {
            Community town = laurel.community("town");
            List<Recorded> again = Numbered.send(town, end);
            assertThat(acknowledged).allMatch(number -> again.get(number).outcome() == Outcome.DUPLICATE);
            assertThat(get(town.activityCount())).isEqualTo(end);
            assertThat(Numbered.totals(town)).isEqualTo(Numbered.undisturbed(clean, end));
            assertThat(get(town.verify()).problems()).isEmpty();
        }
    }

    @Test
    void givenFollower_whenTheOtherWrites_thenItReadsTheSameAndRefusesToWrite() {
        try (Laurel laurel = Town.in(folder).start();
                Laurel follower = following()) {
            Community written = laurel.community("town");
            Community followed = follower.community("town");
            assertThat(get(followed.memberCount())).isZero();
            get(written.record(
                    SOURCE,
                    Activity.of("thanks", "1")
                            .at(Town.NOON)
                            .by(Role.RATER, Actor.of("ada").named("Ada"))
                            .by(Role.THANKED, Actor.of("bob").named("Bob"))
                            .build()));
            assertSame(written, followed);
            Numbered.send(written, 300);
            get(written.merge(key("member-1"), key("member-2"), "operator", "same person"));
            assertSame(written, followed);
            get(written.record(SOURCE, thanks("late", "ada", "member-3", Town.NOON.minusSeconds(900_000))));
            assertSame(written, followed);
            get(written.erase(key("bob"), "operator"));
            assertSame(written, followed);
            assertThat(get(followed.member(key("bob")))).isEmpty();

            assertThat(failure(() -> get(followed.record(SOURCE, thanks("2", "ada", "bob")))))
                    .hasMessageContaining("only followed here")
                    .hasMessageContaining("write there");
            assertThat(failure(() -> get(followed.erase(key("ada"), "operator"))))
                    .hasMessageContaining("only followed");
            assertThat(failure(() -> get(followed.merge(key("ada"), key("member-1"), "operator", "no reason"))))
                    .hasMessageContaining("only followed");
            assertThat(get(followed.verify()).problems()).isEmpty();
        }
    }

    private Laurel following() {
        TownPlugin plugin = new TownPlugin();
        plugin.dump.add(thanks("not mine to take in", "ada", "bob"));
        return Town.importing(folder, plugin).whenBusy(WhenBusy.FOLLOW).start();
    }

    private static void assertSame(Community written, Community followed) {
        assertThat(Numbered.totals(followed)).isEqualTo(Numbered.totals(written));
        assertThat(get(followed.top(TownPlugin.REPUTATION, 20))).isEqualTo(get(written.top(TownPlugin.REPUTATION, 20)));
        assertThat(get(followed.memberCount())).isEqualTo(get(written.memberCount()));
        assertThat(get(followed.activityCount())).isEqualTo(get(written.activityCount()));
        for (String id : List.of("ada", "bob", "member-1", "member-2", "member-3")) {
            assertThat(get(followed.member(key(id)))).isEqualTo(get(written.member(key(id))));
            assertThat(get(followed.entries(key(id), 1_000)).toString())
                    .isEqualTo(get(written.entries(key(id), 1_000)).toString());
            assertThat(get(followed.export(key(id)))).isEqualTo(get(written.export(key(id))));
        }
    }

    @Test
    void givenNothingToFollow_whenStarted_thenASentenceSaysSo() {
        assertThat(failure(() -> Town.in(folder).whenBusy(WhenBusy.FOLLOW).start()))
                .hasMessageContaining("There is no community at");
    }

    @Test
    void givenFollower_whenTheOtherHasEnded_thenItStillReads() {
        try (Laurel laurel = Town.in(folder).start()) {
            Numbered.send(laurel.community("town"), 100);
        }
        try (Laurel follower = following()) {
            assertThat(get(follower.community("town").activityCount())).isEqualTo(100);
            try (Laurel laurel = Town.in(folder).start()) {
                Numbered.send(laurel.community("town"), 200);
                assertSame(laurel.community("town"), follower.community("town"));
            }
            assertThat(get(follower.community("town").activityCount())).isEqualTo(200);
        }
    }
}
