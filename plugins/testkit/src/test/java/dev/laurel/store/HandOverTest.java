package dev.laurel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A rolling deployment: processes take over from one another while they commit, and somebody follows all the time. */
@Timeout(1_800)
class HandOverTest {

    private static final int ROUNDS = Stores.PROOF ? 60 : 6;

    @TempDir
    Path folder;

    private final List<CommittingProcess> processes = new ArrayList<>();
    private final List<Long> acknowledged = new ArrayList<>();
    private final List<String> by = new ArrayList<>();

    @AfterEach
    void closeProcesses() throws IOException {
        for (CommittingProcess process : processes) {
            process.close();
        }
    }

    private CommittingProcess start(Path file, String name) throws IOException {
        CommittingProcess process = CommittingProcess.start(file, name, folder);
        processes.add(process);
        return process.awaitOpening();
    }

    @Test
    void givenProcessesThatHandOverUnderLoad_whenEachIsStoppedOrKilled_thenEveryNumberIsCommittedOnce()
            throws IOException, InterruptedException {
        Path file = folder.resolve("community.db");
        Random random = new Random(20_260_302);
        CommittingProcess running = CommittingProcess.start(file, "p0", folder).awaitOpening();
        assertThat(running.awaitOpen()).isZero();
        running.awaitCommits(1);

        try (SqliteStore follower = Stores.follow(file)) {
            for (int round = 1; round <= ROUNDS; round++) {
                CommittingProcess next = start(file, "p" + round);
                // What has been said may be long done: only commits from here on are under the eyes of the waiting one.
                long enough = follower.lastSegment() + 100 + random.nextInt(100);
                long said = 0;
                while (said < enough) {
                    said = running.awaitCommits(1);
                    assertThat(follower.lastSegment()).isGreaterThanOrEqualTo(said);
                }
                boolean killed = round % 3 == 0;
                end(running, killed, "p" + (round - 1));

                long found = next.awaitOpen();
                long last = acknowledged.get(acknowledged.size() - 1);
                assertThat(found).isBetween(last, killed ? last + 1 : last);
                next.awaitCommits(1);
                running = next;
            }
            end(running, false, "p" + ROUNDS);
            List<String> signed = requireWhole(follower);
            try (SqliteStore store = Stores.write(file)) {
                assertThat(requireWhole(store)).isEqualTo(signed);
            }
        }
    }

    private void end(CommittingProcess process, boolean kill, String name) throws IOException, InterruptedException {
        if (kill) {
            process.kill();
        } else {
            process.stop();
        }
        acknowledged.addAll(process.acknowledged());
        process.acknowledged().forEach(number -> by.add(name));
    }

    /** Every number said was said once, in order, and its segment is signed by who said it. */
    private List<String> requireWhole(Store store) {
        List<String> signed = NumberedCommits.requireExactly(store, store.lastSegment());
        assertThat(acknowledged).isSorted().doesNotHaveDuplicates();
        for (int i = 0; i < acknowledged.size(); i++) {
            assertThat(signed.get((int) (acknowledged.get(i) - 1))).isEqualTo(by.get(i));
        }
        // Only a commit in flight at a kill may be there without having been said.
        assertThat(signed).hasSizeBetween(acknowledged.size(), acknowledged.size() + ROUNDS / 3);
        return signed;
    }
}
