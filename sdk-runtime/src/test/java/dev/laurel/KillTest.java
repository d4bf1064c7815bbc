package dev.laurel;

import static dev.laurel.Town.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.view.Recorded;
import dev.laurel.view.Recorded.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that records through the embedding API is killed at random moments, again and again on the same community. */
@Timeout(1_800)
class KillTest {
    private static final int ROUNDS = Town.PROOF ? 100 : 5;

    @TempDir
    Path folder;

    @TempDir
    Path scratch;

    @TempDir
    Path clean;

    @Test
    void givenProcessKilledAtRandomMoments_whenAllIsSentAgain_thenNothingIsLostOrDoubledAndTotalsAreThoseOfACleanRun()
            throws Exception {
        Random random = new Random(20_260_303);
        TreeSet<Integer> acknowledged = new TreeSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            // Some are sent twice: what was not acknowledged may be there all the same.
            int from = acknowledged.isEmpty() ? 0 : Math.max(0, acknowledged.last() - random.nextInt(100));
            try (RecordingProcess process = RecordingProcess.start(folder, from, scratch)) {
                process.awaitLine("opening").awaitLine("open").awaitAcknowledged(1 + random.nextInt(600));
                for (long until = System.nanoTime() + random.nextInt(3_000_000); System.nanoTime() < until; ) {
                    Thread.onSpinWait();
                }
                process.kill();
                acknowledged.addAll(process.acknowledged());
            }
        }
        int end = acknowledged.last() + 200;
        try (Laurel laurel = Town.in(folder).start()) {
            Community town = laurel.community("town");
            assertThat(get(town.verify()).problems()).isEmpty();
            assertThat(get(town.activityCount())).isGreaterThanOrEqualTo(acknowledged.size());
            List<Recorded> again = Numbered.send(town, end);
            assertThat(acknowledged).allMatch(number -> again.get(number).outcome() == Outcome.DUPLICATE);
            assertThat(get(town.activityCount())).isEqualTo(end);
            assertThat(Numbered.totals(town)).isEqualTo(Numbered.undisturbed(clean, end));
            assertThat(get(town.verify()).problems()).isEmpty();
        }
    }
}
