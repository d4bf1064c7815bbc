package dev.laurel.samplehost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.laurel.Community;
import dev.laurel.Laurel;
import dev.laurel.samplehost.text.Texts;
import dev.laurel.view.ConnectorStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import that fails and fails again, on a full disk for example, is told of and not waited for without end. */
class StandstillTest {
    private static final String FAILURE = "Cannot commit: free space on the disk.";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void givenFailuresForLongerThanOneWaitsWhenNoPageIsCommittedThenItIsNoticedOnce() {
        Standstill standstill = new Standstill(() -> now, folder);

        assertThat(standstill.noticed(status(3, FAILURE))).isEmpty();
        pass(Standstill.PATIENCE.minusMillis(1));
        assertThat(standstill.noticed(status(3, FAILURE))).isEmpty();
        pass(Duration.ofMillis(1));
        Optional<RefusedException> noticed = standstill.noticed(status(3, FAILURE));
        pass(Standstill.PATIENCE);

        assertThat(noticed.orElseThrow().in(Texts.in(Locale.ENGLISH)))
                .contains("no progress for 10 s", FAILURE, "start again")
                .hasLineCount(1);
        assertThat(standstill.noticed(status(3, FAILURE))).isEmpty();
    }

    @Test
    void givenPagesThatAreCommittedBetweenFailuresWhenWatchedThenItIsNoStandstill() {
        Standstill standstill = new Standstill(() -> now, folder);

        for (int page = 0; page < 20; page++) {
            pass(Standstill.PATIENCE.minusMillis(1));
            assertThat(standstill.noticed(status(page, FAILURE))).isEmpty();
        }
        pass(Standstill.PATIENCE.multipliedBy(2));
        assertThat(standstill.noticed(status(19, ""))).isEmpty();
        assertThat(standstill.noticed(status(19, FAILURE))).isEmpty();
        pass(Standstill.PATIENCE);
        assertThat(standstill.noticed(status(19, FAILURE))).isPresent();
    }

    @Test
    void givenAnImportThatStandsStillWhenNothingElseGoesOnThenItEndsWithTheReason() {
        try (Laurel laurel = laurel()) {
            RefusedException refused =
                    catchThrowableOfType(RefusedException.class, () -> watch(laurel, new CompletableFuture<>(), false));

            assertThat(refused.in(Texts.in(Locale.ENGLISH))).contains("no progress for 10 s", FAILURE);
        }
    }

    @Test
    void givenAnImportThatStandsStillWhenPagesAreServedThenItIsSaidOnceAndWaitedOn() throws Exception {
        CompletableFuture<Void> upToDate = new CompletableFuture<>();
        try (Laurel laurel = laurel()) {
            watch(laurel, upToDate, true);

            assertThat(err.toString(StandardCharsets.UTF_8)).contains(FAILURE).hasLineCount(1);
        }
    }

    /** Watches a source that only ever fails; with somebody to wait for it, it has all it had after a minute. */
    private void watch(Laurel laurel, CompletableFuture<Void> upToDate, boolean serving) throws Exception {
        Instant start = now;
        InstantSource clock = () -> {
            pass(Duration.ofSeconds(4));
            if (serving && Duration.between(start, now).toSeconds() > 60) {
                upToDate.complete(null);
            }
            return now;
        };
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        PrintStream told = new PrintStream(err, true, StandardCharsets.UTF_8);
        Console console = new Console(out, told, false, Texts.in(Locale.ENGLISH), clock);
        Community community = laurel.community("still");
        new Import(console, community, () -> status(0, FAILURE), new Waiting(), new Standstill(clock, folder))
                .finish(upToDate, 10, false, serving);
    }

    private Laurel laurel() {
        return Laurel.builder()
                .directory(folder)
                .community("still", community -> {})
                .start();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private static ConnectorStatus status(long pages, String failure) {
        return new ConnectorStatus(
                "stackexchange", "stackexchange/dump", ConnectorStatus.State.SUSPENDED, 0, 0, 0, pages, false, failure);
    }
}
