package dev.laurel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** There is no more space, in the middle of a commit. */
@Timeout(300)
class DiskFullTest {

    @TempDir
    Path folder;

    @Test
    void givenFullDatabase_whenCommitting_thenItFailsWholeAndAllBeforeIsThereAfterwards() throws SQLException {
        SqliteFile file = SqliteFile.toWrite(folder.resolve("community.db"));
        long committed = 0;
        try (Connection connection = file.connectToWrite();
                Writer writer = Writer.on(connection, file)) {
            SqliteFile.run(connection, List.of("PRAGMA max_page_count = 150"));
            SQLiteException full = null;
            while (full == null) {
                try {
                    writer.commit(NumberedCommits.commit(committed + 1, "test"));
                    committed++;
                } catch (SQLiteException e) {
                    full = e;
                }
            }
            assertThat(full.getResultCode()).isEqualTo(SQLiteErrorCode.SQLITE_FULL);
            assertThat(file.failure("commit", full)).hasMessageContaining("free space on the disk");
        }

        assertThat(committed).isGreaterThan(5);
        try (SqliteStore store = Stores.write(file.path())) {
            NumberedCommits.requireExactly(store, committed);
            NumberedCommits.commitUpTo(store, committed + 30);
            NumberedCommits.requireExactly(store, committed + 30);
        }
    }

    @Test
    void givenProcessWhoseFilesMayNotGrow_whenItCommits_thenItSaysSoAndAllAcknowledgedIsThereAfterwards()
            throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "file sizes are limited by a shell");
        Path file = folder.resolve("community.db");
        List<Long> acknowledged;
        try (CommittingProcess process = CommittingProcess.startLimited("ulimit -f 6000", file, "bounded", folder)
                .awaitOpening()) {
            assertThat(process.awaitOpen()).isZero();
            assertThat(process.end())
                    .startsWith("failed Cannot commit in " + file.toRealPath())
                    .contains("check the disk");
            acknowledged = process.acknowledged();
        }

        assertThat(acknowledged).hasSizeGreaterThan(20);
        try (SqliteStore store = Stores.write(file)) {
            NumberedCommits.requireExactly(store, acknowledged.size());
            NumberedCommits.commitUpTo(store, acknowledged.size() + 1L);
        }
    }

    @Test
    void givenStoreWhoseCommitFailed_whenCommittingAgain_thenItIsRefusedUntilOpenedAgain() throws SQLException {
        Path file = folder.resolve("community.db");
        try (SqliteStore store = Stores.write(file)) {
            NumberedCommits.commitUpTo(store, 3);
            // Damage that only the commit meets: the table it writes is away.
            Stores.sql(file, "ALTER TABLE page RENAME TO gone");
            assertThatThrownBy(() -> NumberedCommits.commitUpTo(store, 4))
                    .isExactlyInstanceOf(StoreException.class)
                    .hasMessageContaining("Cannot commit");
            Stores.sql(file, "ALTER TABLE gone RENAME TO page");

            assertThatThrownBy(() -> NumberedCommits.commitUpTo(store, 4))
                    .isExactlyInstanceOf(StoreException.class)
                    .hasMessageContaining("open it again");
            NumberedCommits.requireExactly(store, 3);
        }
        try (SqliteStore store = Stores.write(file)) {
            NumberedCommits.commitUpTo(store, 4);
            NumberedCommits.requireExactly(store, 4);
        }
    }
}
