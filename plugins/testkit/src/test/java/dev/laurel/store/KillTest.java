package dev.laurel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that commits is killed at random moments, again and again on the same file. */
@Timeout(3_600)
class KillTest {

    private static final int ROUNDS = Stores.PROOF ? 25 : 12;
    private static final int FILES = Stores.PROOF ? 8 : 1;

    @TempDir
    Path folder;

    @Test
    void givenProcessKilledAtRandomMoments_whenOpenedAgain_thenNothingAcknowledgedIsLostAndNoCommitIsHalf()
            throws IOException, InterruptedException, SQLException {
        Random random = new Random(20_260_301);
        for (int i = 0; i < FILES; i++) {
            Path file = folder.resolve("community" + i + ".db");
            long kept = 0;
            for (int round = 0; round < ROUNDS; round++) {
                kept = round(file, kept, random);
            }
            assertThat(Stores.ask(file, "PRAGMA integrity_check")).isEqualTo("ok");
            Files.delete(file);
        }
    }

    /** Returns the number of the last commit after it. */
    private long round(Path file, long kept, Random random) throws IOException, InterruptedException {
        List<Long> acknowledged;
        try (CommittingProcess process = CommittingProcess.start(file, "victim", folder)) {
            process.awaitOpening();
            if (random.nextInt(5) == 0) {
                // While it makes or opens the file.
                spin(random.nextInt(20_000_000));
            } else {
                assertThat(process.awaitOpen()).isEqualTo(kept);
                process.awaitCommits(1 + random.nextInt(80));
                spin(random.nextInt(3_000_000));
            }
            process.kill();
            acknowledged = process.acknowledged();
        }
        assertThat(acknowledged)
                .containsExactlyElementsOf(LongStream.rangeClosed(kept + 1, kept + acknowledged.size())
                        .boxed()
                        .toList());
        try (SqliteStore store = Stores.write(file)) {
            long last = store.lastSegment();
            assertThat(last).isBetween(kept + acknowledged.size(), kept + acknowledged.size() + 1);
            NumberedCommits.requireExactly(store, last);
            return last;
        }
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
