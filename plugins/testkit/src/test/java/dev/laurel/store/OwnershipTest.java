package dev.laurel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may write a community, and what the others are told. */
@Timeout(120)
class OwnershipTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T10:00:00.123Z"));
    private static final Pause NEVER = length -> {
        throw new AssertionError("waited");
    };

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() throws IOException {
        file = folder.toRealPath().resolve("community.db");
    }

    private Ownership take(Duration wait, Pause pause) {
        return Ownership.take(file, wait, CLOCK, pause);
    }

    @Test
    void givenOpenInThisProcess_whenTakenWithoutWaiting_thenBusyNamesFileHolderAndRemedyAtOnce() {
        try (Ownership first = take(Duration.ZERO, NEVER)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> take(Duration.ZERO, NEVER))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining(
                            "this process " + ProcessHandle.current().pid())
                    .hasMessageContaining("since 2026-03-01T10:00:00Z")
                    .hasMessageContaining("FOLLOW");
        }
        take(Duration.ZERO, NEVER).close();
    }

    @Test
    void givenHolderThatEndsWhileOneWaits_whenTaken_thenItIsOursAtTheNextLook() {
        Ownership first = take(Duration.ZERO, NEVER);
        List<Duration> pauses = new ArrayList<>();
        try (Ownership second = take(Duration.ofSeconds(1), length -> {
            pauses.add(length);
            if (pauses.size() == 3) {
                first.close();
            }
        })) {
            assertThat(second).isNotNull();
            assertThat(pauses).hasSize(3);
        }
    }

    @Test
    void givenHolderThatStays_whenTheWaitIsOver_thenBusySaysHowLong() {
        List<Duration> pauses = new ArrayList<>();
        try (Ownership first = take(Duration.ZERO, NEVER)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> take(Duration.ofMillis(1_230), pauses::add))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining("PT1.23S");
        }
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofMillis(1_230));
    }

    @Test
    void givenInterruptWhileWaiting_whenTaken_thenBusyAndTheThreadStaysInterrupted() {
        try (Ownership first = take(Duration.ZERO, NEVER)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> take(Duration.ofDays(1), length -> {
                        throw new InterruptedException();
                    }))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining("interrupted");
        }
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void givenAnotherProcess_whenItHoldsAndIsKilled_thenBusyNamesItAndThenItIsFree()
            throws IOException, InterruptedException {
        try (CommittingProcess other = CommittingProcess.start(file, "other", folder)) {
            other.awaitOpening().awaitOpen();
            assertThatThrownBy(() -> Stores.write(file))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining("open in process " + other.pid() + " since 2");
            assertThatThrownBy(() -> take(Duration.ZERO, NEVER)).isInstanceOf(BusyException.class);
            other.kill();
        }
        Stores.write(file).close();
    }

    @Test
    void givenFailedAttemptsInThisProcess_whenAnotherProcessTries_thenTheLockStillHolds()
            throws IOException, InterruptedException {
        try (SqliteStore store = Stores.write(file)) {
            assertThatThrownBy(() -> Stores.write(file)).isInstanceOf(BusyException.class);
            // Were the lock lost by that, the other would open here and fence this one.
            try (CommittingProcess other = CommittingProcess.startImpatient(file, "other", folder)) {
                assertThat(other.awaitOpening().awaitRefusal())
                        .contains(
                                "is open in process " + ProcessHandle.current().pid());
            }
            NumberedCommits.commitUpTo(store, 5);
            NumberedCommits.requireExactly(store, 5);
        }
    }

    @Test
    void givenLaurelLoadedTwiceInOneProcess_whenBothOpen_thenTheSecondIsBusyToo() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        try (SqliteStore store = Stores.write(file);
                URLClassLoader loader =
                        new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            var twin = loader.loadClass(Stores.class.getName()).getDeclaredMethod("write", Path.class);
            twin.setAccessible(true);
            assertThat(twin.getDeclaringClass()).isNotSameAs(Stores.class);

            assertThatThrownBy(() -> twin.invoke(null, file))
                    .cause()
                    .hasMessageContaining(
                            "open in this process " + ProcessHandle.current().pid())
                    .extracting(cause -> cause.getClass().getName())
                    .isEqualTo(BusyException.class.getName());
            NumberedCommits.commitUpTo(store, 1);
        }
        assertThat(System.getProperties().stringPropertyNames()).noneMatch(name -> name.startsWith("dev.laurel.store"));
    }
}
