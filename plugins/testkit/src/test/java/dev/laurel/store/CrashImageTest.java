package dev.laurel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a loss of power leaves: the files as they were at every commit boundary, and as they may be while the next
 * commit is being written and not yet forced to the disk, when any part of its bytes may have arrived and any not.
 */
@Timeout(3_600)
class CrashImageTest {

    private static final int COMMITS = Stores.PROOF ? 150 : 50;
    private static final int TEARS_PER_COMMIT = Stores.PROOF ? 40 : 5;

    /** Small, so that the log starts anew many times in one test. */
    private static final String CHECKPOINT_OFTEN = "PRAGMA wal_autocheckpoint = 40";

    private static final int LOG_HEADER = 32;
    private static final int SECTOR = 512;
    private static final int PAGE = 4_096;

    @TempDir
    Path folder;

    private final Random random = new Random(20_260_303);

    /** The bytes of the two files at one moment. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Image(byte[] database, byte[] log) {

        static Image of(SqliteFile file) throws IOException {
            // Closing them drops SQLite's locks, which nobody else is here to respect.
            return new Image(Files.readAllBytes(file.path()), Files.readAllBytes(Path.of(file.path() + "-wal")));
        }
    }

    @Test
    void givenImagesOfEveryCommitBoundaryAndOfTornCommits_whenOpened_thenEachIsWholeAndNothingAcknowledgedIsLost()
            throws IOException, SQLException {
        SqliteFile file = SqliteFile.toWrite(folder.resolve("community.db"));
        int logs = 0;
        try (Connection connection = file.connectToWrite();
                Writer writer = Writer.on(connection, file)) {
            SqliteFile.run(connection, List.of(CHECKPOINT_OFTEN));
            Image before = Image.of(file);
            for (long number = 1; number <= COMMITS; number++) {
                writer.commit(NumberedCommits.commit(number, "test"));
                Image after = Image.of(file);

                requireAt(after, number);
                // Only when the log is safe is it copied into the database: not yet begun, and half done.
                requireAt(new Image(before.database(), after.log()), number);
                requireAt(new Image(mixed(before.database(), after.database(), PAGE), after.log()), number);
                for (int kind = 0; kind < TEARS_PER_COMMIT; kind++) {
                    tear(before, after, number, kind % 5);
                }

                logs += Arrays.mismatch(before.log(), after.log()) < LOG_HEADER ? 1 : 0;
                before = after;
            }
        }
        assertThat(logs).as("times the log started anew").isGreaterThan(3);
    }

    /** While a commit is being written, the database is still the one of the boundary before. */
    private void tear(Image before, Image after, long number, int kind) throws IOException {
        byte[] whole = after.log();
        int from = Arrays.mismatch(before.log(), whole);
        int to = lastMismatch(before.log(), whole) + 1;
        int within = from + random.nextInt(to - from);
        byte[] torn = whole.clone();
        switch (kind) {
            case 0 -> torn = Arrays.copyOf(whole, within);
            case 1 -> torn[within] ^= (byte) (1 + random.nextInt(255));
            case 2 -> copy(before.log(), torn, within, to);
            case 3 -> torn = mixed(before.log(), whole, SECTOR);
            default -> {
                for (int i = Math.max(from, to - 1 - random.nextInt(8_000)); i < to; i++) {
                    torn[i] = (byte) random.nextInt();
                }
            }
        }
        boolean complete = torn.length >= to && Arrays.equals(torn, from, to, whole, from, to);
        requireAt(new Image(before.database(), torn), complete ? number : number - 1);
    }

    private static int lastMismatch(byte[] before, byte[] after) {
        int last = after.length - 1;
        while (last < before.length && before[last] == after[last]) {
            last--;
        }
        return last;
    }

    /** Blocks of either, as if the rest had not arrived. */
    private byte[] mixed(byte[] before, byte[] after, int block) {
        byte[] mixed = after.clone();
        for (int from = 0; from < after.length; from += block) {
            if (random.nextBoolean()) {
                copy(before, mixed, from, Math.min(from + block, after.length));
            }
        }
        return mixed;
    }

    private static void copy(byte[] before, byte[] into, int from, int to) {
        for (int i = from; i < to; i++) {
            into[i] = i < before.length ? before[i] : 0;
        }
    }

    private void requireAt(Image image, long number) throws IOException {
        Path crashed = Files.createTempDirectory(folder, "crashed");
        Path file = crashed.resolve("community.db");
        Files.write(file, image.database());
        Files.write(crashed.resolve("community.db-wal"), image.log());
        try (SqliteStore store = Stores.write(file)) {
            NumberedCommits.requireExactly(store, number);
        }
        Files.delete(file);
    }
}
