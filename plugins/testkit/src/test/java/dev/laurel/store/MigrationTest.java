package dev.laurel.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A large file of version 1 is brought forward as a whole, or is as it was. */
@Timeout(3_600)
class MigrationTest {

    private static final int ROUNDS = Stores.PROOF ? 40 : 4;
    private static final int PAGES = Stores.PROOF ? 100_000 : 15_000;
    private static final int COMMITS = 9;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void makeFile() throws IOException, SQLException {
        file = folder.resolve("community.db");
        try (InputStream resource = MigrationTest.class.getResourceAsStream("/store-v1.db")) {
            Files.copy(resource, file);
        }
        Stores.sql(
                file,
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + PAGES + ")"
                        + " INSERT INTO page SELECT 10, i, -i, CAST(printf('%01000d', i) AS BLOB) FROM n",
                "INSERT INTO page VALUES (10, 0, 0, x'')");
    }

    private static void requireAll(SqliteStore store) {
        NumberedCommits.requireExactly(store, COMMITS);
        long[] count = new long[1];
        store.pages(Space.VAULT_TEXT, (major, minor, body) -> {
            assertThat(minor).isEqualTo(-major);
            assertThat(body).isEqualTo(major == 0 ? new byte[0] : body(major));
            count[0]++;
        });
        assertThat(count[0]).isEqualTo(PAGES + 1L);
    }

    private static byte[] body(long number) {
        return String.format(Locale.ROOT, "%01000d", number).getBytes(UTF_8);
    }

    @Test
    void givenProcessKilledWhileItBringsAFileForward_whenOpenedAgain_thenNothingWasHalf()
            throws IOException, InterruptedException, SQLException {
        Random random = new Random(20_260_305);
        Path log = file.resolveSibling("community.db-wal");
        Path before = Files.copy(file, file.resolveSibling("before.db"));
        int interrupted = 0;
        // A process that was faster than its killer has finished, and is taken for none: it begins anew.
        for (int round = 0; interrupted < ROUNDS && round < 20 * ROUNDS; round++) {
            long enough = 1L + random.nextInt(PAGES * 900);
            try (CommittingProcess process = CommittingProcess.start(file, "victim", folder)) {
                process.awaitOpening();
                while (!Files.exists(log) || Files.size(log) < enough) {
                    Thread.onSpinWait();
                }
                process.kill();
            }
            if (Stores.ask(file, "PRAGMA user_version").equals("2")) {
                try (SqliteStore store = Stores.write(file)) {
                    requireAll(store);
                }
                Files.copy(before, file, StandardCopyOption.REPLACE_EXISTING);
                continue;
            }
            interrupted++;
            assertThat(Stores.ask(file, "PRAGMA user_version")).isEqualTo("1");
            assertThat(Stores.ask(file, "SELECT count(*) FROM page WHERE space = 10 AND length(body) = 1000"))
                    .isEqualTo(Integer.toString(PAGES));
        }
        assertThat(interrupted).isEqualTo(ROUNDS);
        try (SqliteStore store = Stores.write(file)) {
            requireAll(store);
        }
        assertThat(Stores.ask(file, "PRAGMA user_version")).isEqualTo("2");
        assertThat(Stores.ask(file, "PRAGMA integrity_check")).isEqualTo("ok");
    }

    @Test
    void givenFileOfVersion1_whenFollowed_thenItIsRefusedUntilItWasOpenedForWriting() {
        assertThatThrownBy(() -> Stores.follow(file))
                .isExactlyInstanceOf(StoreException.class)
                .hasMessageContaining("has schema version 1")
                .hasMessageContaining("open it for writing once");
        Stores.write(file).close();
        try (SqliteStore store = Stores.follow(file)) {
            requireAll(store);
        }
    }

    @Test
    void givenBackupOfVersion1_whenRestored_thenItIsBroughtForwardAndTheBackupStaysAsItWas()
            throws IOException, SQLException {
        byte[] before = Files.readAllBytes(file);
        Path target = folder.resolve("restored.db");
        SqliteStore.restore(file, target, copied -> NumberedCommits.requireExactly(copied, COMMITS));
        assertThat(file).hasBinaryContent(before);
        assertThat(Stores.ask(target, "PRAGMA user_version")).isEqualTo("2");
        try (SqliteStore store = Stores.write(target)) {
            requireAll(store);
        }
    }
}
