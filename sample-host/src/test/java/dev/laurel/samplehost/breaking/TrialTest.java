package dev.laurel.samplehost.breaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.laurel.samplehost.text.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole trial in its short form, with real processes, and how it ends. */
@Timeout(300)
class TrialTest {
    @TempDir
    Path scratch;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private Trial trial(Locale language) throws IOException {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return Trial.of(new Screen(out, false, Texts.in(language)), Measure.brief(), new SplittableRandom(20_260_303));
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void givenTheShortFormWhenRunThenNothingIsLostOrDoubledAndNothingIsLeftBehind() throws Exception {
        Path folder;
        try (Trial trial = trial(Locale.ENGLISH)) {
            folder = trial.folder();
            assertThat(trial.run()).as(printed()).isTrue();
            assertThat(folder).isDirectory();
        }

        assertThat(printed()).endsWith("lost 0, doubled 0, verified\n");
        assertThat(folder).doesNotExist();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> ProcessHandle.current().descendants().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void givenALostAndADoubledActivityWhenConcludedThenItIsSaidAndTheFolderIsKept() throws Exception {
        Finding finding = Finding.of("break.odd.verify", "segment 3 is not what it was");
        Path folder;
        try (Trial trial = trial(Locale.FRENCH)) {
            folder = trial.folder();
            assertThat(trial.conclude(new Verdict(100, 1, 2, List.of(finding)))).isFalse();
        }

        assertThat(printed())
                .contains("segment 3 is not what it was")
                .contains("1 perdues, 2 doublées")
                .contains(folder.toString())
                .contains("Non vérifié")
                .doesNotContain(Texts.in(Locale.FRENCH).say("break.end"));
        assertThat(folder).isDirectory();
        Files.delete(folder.resolve("scratch"));
        Files.delete(folder);
    }

    @Test
    void givenATrialWhenClosedInTheMiddleThenItEndsWithoutAVerdict() throws Exception {
        Trial trial = trial(Locale.ENGLISH);
        trial.close();

        assertThat(trial.run()).isFalse();

        assertThat(printed()).doesNotContain("lost", "In all");
    }

    @Test
    void givenTheProcessThatStartedItGoneWhenAChildServesThenItEndsToo() throws Exception {
        Child child =
                Child.start(List.of(), scratch, List.of(scratch.resolve("store").toString()));
        child.awaitReady();

        // The system closes its input when nobody is left at the other end.
        child.abandon();

        child.awaitEnd();
    }
}
