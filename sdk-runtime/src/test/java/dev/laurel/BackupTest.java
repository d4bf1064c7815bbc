package dev.laurel;

import static dev.laurel.Town.SOURCE;
import static dev.laurel.Town.failure;
import static dev.laurel.Town.get;
import static dev.laurel.Town.thanks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.view.LaurelException;
import dev.laurel.view.Recorded;
import dev.laurel.view.Recorded.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BackupTest {

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @Test
    void givenRecordingThatGoesOn_whenBackedUpAndRestoredElsewhere_thenTheCopyIsWholeAndGoesOnByItself()
            throws Exception {
        Path backup = elsewhere.resolve("town.backup");
        AtomicInteger sent = new AtomicInteger();
        try (Laurel laurel = Town.in(folder).start()) {
            Community town = laurel.community("town");
            AtomicBoolean stop = new AtomicBoolean();
            Thread load = new Thread(() -> {
                while (!stop.get()) {
                    int from = sent.getAndAdd(50);
                    get(town.record(SOURCE, Numbered.activities(from, from + 50)));
                }
            });
            load.start();
            Awaitility.await().atMost(Town.soon()).until(() -> sent.get() > 1_000);
            get(town.backup(backup));
            int then = sent.get();
            Awaitility.await().atMost(Town.soon()).until(() -> sent.get() > then + 500);
            stop.set(true);
            load.join();
            assertThat(get(town.verify()).problems()).isEmpty();
        }
        Path there = elsewhere.resolve("restored");
        Laurel.restore(backup, there, "town");
        try (Laurel laurel = Town.in(there).start()) {
            Community town = laurel.community("town");
            assertThat(get(town.verify()).problems()).isEmpty();
            long copied = get(town.activityCount());
            assertThat(copied)
                    .isGreaterThanOrEqualTo(1_000)
                    .isLessThan(sent.get())
                    .isEqualTo(copied / 50 * 50);
            assertThat(Numbered.totals(town)).isEqualTo(Numbered.undisturbed(elsewhere.resolve("clean"), (int) copied));
            List<Recorded> again = Numbered.send(town, sent.get());
            assertThat(again.subList(0, (int) copied))
                    .extracting(Recorded::outcome)
                    .containsOnly(Outcome.DUPLICATE);
            Map<String, Map<String, Long>> all = Numbered.totals(town);
            assertThat(all).isEqualTo(Numbered.undisturbed(elsewhere.resolve("all"), sent.get()));
        }
    }

    @Test
    void givenQuietCommunity_whenBackedUpAndRestored_thenEveryBalanceIsTheSame() {
        Map<String, Map<String, Long>> before;
        try (Laurel laurel = Town.in(folder).start()) {
            Numbered.send(laurel.community("town"), 500);
            before = Numbered.totals(laurel.community("town"));
            get(laurel.community("town").backup(elsewhere.resolve("backup")));
        }
        Laurel.restore(elsewhere.resolve("backup"), elsewhere, "village");
        try (Laurel laurel = Town.bare(elsewhere, new TownPlugin())
                .community("village", village -> village.rules("town/rules"))
                .start()) {
            assertThat(Numbered.totals(laurel.community("village"))).isEqualTo(before);
            assertThat(get(laurel.community("village").member(Town.key("member-1"))))
                    .isPresent();
        }
    }

    @Test
    void givenTargetThatExists_whenBackedUp_thenASentenceSaysSoAndItIsLeftAlone() throws IOException {
        Path backup = Files.writeString(elsewhere.resolve("backup"), "precious");
        try (Laurel laurel = Town.in(folder).start()) {
            assertThatThrownBy(() -> get(laurel.community("town").backup(backup)))
                    .hasMessageContaining(backup.toString())
                    .hasMessageContaining("name a file that does not");
            get(laurel.community("town").record(SOURCE, thanks("1", "ada", "bob")));
        }
        assertThat(backup).hasContent("precious");
        assertThat(Town.files(elsewhere)).hasSize(1);
    }

    @Test
    void givenRestoreThatCannotBe_whenTried_thenASentenceSaysWhyAndNothingIsLeftBehind() throws IOException {
        Path backup = elsewhere.resolve("backup");
        try (Laurel laurel = Town.in(folder).start()) {
            get(laurel.community("town").record(SOURCE, thanks("1", "ada", "bob")));
            get(laurel.community("town").backup(backup));
            assertThat(failure(() -> Laurel.restore(backup, folder, "town"))).hasMessageContaining("exists");
            assertThat(Town.balance(laurel.community("town"), "bob")).isEqualTo(10);
        }
        Path target = Files.createDirectory(elsewhere.resolve("target"));
        assertThat(failure(() -> Laurel.restore(elsewhere.resolve("nothing"), target, "town")))
                .hasMessageContaining("nothing");
        Path text = Files.writeString(elsewhere.resolve("text"), "this is no backup, but long enough to be looked at");
        assertThat(failure(() -> Laurel.restore(text, target, "town"))).hasMessageContaining("text");
        byte[] bytes = Files.readAllBytes(backup);
        Path half = Files.write(elsewhere.resolve("half"), Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(failure(() -> Laurel.restore(half, target, "town"))).hasMessageContaining("half");
        assertThatThrownBy(() -> Laurel.restore(backup, target, "../town"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Town.files(target)).isEmpty();
        Laurel.restore(backup, target, "town");
        assertThat(failure(() -> Laurel.restore(backup, target, "town"))).hasMessageContaining("exists");
    }

    @Test
    void givenTargetThatExists_whenBackedUp_thenItIsAnExceptionTheHostKnows() throws IOException {
        try (Laurel laurel = Town.in(folder.resolve("there")).start()) {
            Path target = Files.writeString(folder.resolve("taken"), "mine");
            assertThatThrownBy(() -> get(laurel.community("town").backup(target)))
                    .isInstanceOf(LaurelException.class)
                    .hasMessageContaining("taken");
            assertThat(target).hasContent("mine");
        }
    }
}
