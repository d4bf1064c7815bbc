package dev.laurel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies that are whole or not there, and communities that come back from them. */
class BackupTest {

    @TempDir
    Path folder;

    private Path file;
    private Path backup;
    private Path target;

    @BeforeEach
    void makeBackup() throws IOException {
        file = folder.resolve("community.db");
        backup = Files.createDirectory(folder.resolve("backups")).resolve("backup.db");
        target = Files.createDirectory(folder.resolve("target")).resolve("community.db");
        try (SqliteStore store = Stores.write(file)) {
            NumberedCommits.commitUpTo(store, 25);
            store.backup(backup);
            NumberedCommits.commitUpTo(store, 26);
        }
    }

    private static void assertOnly(Path only) throws IOException {
        try (Stream<Path> files = Files.list(only.getParent())) {
            assertThat(files).containsExactly(only);
        }
    }

    private void assertNotRestored(String... words) {
        assertThatThrownBy(() -> SqliteStore.restore(backup, target, copied -> {}))
                .isExactlyInstanceOf(StoreException.class)
                .message()
                .contains(words)
                .doesNotContain("\n")
                .endsWith(".");
    }

    @Test
    void givenBackup_whenRestored_thenItIsTheCommunityOfThatMomentAndTheBackupStaysAsItWas() throws IOException {
        byte[] before = Files.readAllBytes(backup);
        SqliteStore.restore(backup, target, copied -> {});

        assertOnly(target);
        assertOnly(backup);
        assertThat(backup).hasBinaryContent(before);
        try (SqliteStore store = Stores.write(target)) {
            NumberedCommits.requireExactly(store, 25);
            NumberedCommits.commitUpTo(store, 40);
            NumberedCommits.requireExactly(store, 40);
        }
    }

    @Test
    void givenOwnerOfTheOriginal_whenACopyTookItsPlace_thenItsCommitsAreRefused() throws SQLException {
        SqliteStore.restore(backup, target, copied -> {});
        String copied = Stores.ask(target, "SELECT value FROM meta WHERE name = 'epoch'");
        try (SqliteStore owner = Stores.write(file)) {
            assertThat(Long.parseLong(copied)).isGreaterThan(owner.epoch() + 100_000);
            // The file under an open store cannot be exchanged everywhere: the epoch of the copy is what it would see.
            Stores.sql(file, "UPDATE meta SET value = " + copied + " WHERE name = 'epoch'");
            assertThatThrownBy(() -> NumberedCommits.commitUpTo(owner, 27)).isInstanceOf(FencedException.class);
        }
    }

    @Test
    void givenCommunityInUse_whenRestoredFrom_thenTheCopyIsItsLastCommitAndItGoesOn() throws IOException {
        try (SqliteStore store = Stores.write(file)) {
            NumberedCommits.commitUpTo(store, 30);
            SqliteStore.restore(file, target, copied -> {});
            NumberedCommits.commitUpTo(store, 31);
        }
        try (SqliteStore copy = Stores.write(target)) {
            NumberedCommits.requireExactly(copy, 30);
        }
    }

    @Test
    void givenTargetThatExists_whenRestored_thenItIsRefusedAndUntouched() throws IOException {
        Files.writeString(target, "precious");
        assertNotRestored(target.toString(), "it exists");
        assertThat(target).hasContent("precious");
        assertOnly(target);
    }

    @Test
    void givenLogOfAnotherFileBesideTheTarget_whenRestored_thenItIsRefused() throws IOException {
        Path log = Files.writeString(target.resolveSibling("community.db-wal"), "of another");
        assertNotRestored(log.toString(), "move it away");
        assertOnly(log);
    }

    @Test
    void givenDamagedBackups_whenRestored_thenTheyAreRefusedAndNothingIsLeft() throws IOException {
        byte[] sound = Files.readAllBytes(backup);
        byte[] miscounted = sound.clone();
        // How many pages are free: of no consequence for a copy, and a sign that the file is not what was written.
        miscounted[39] = 5;
        for (byte[] damaged : new byte[][] {holed(sound), miscounted, Arrays.copyOf(sound, sound.length - 20_000)}) {
            Files.write(backup, damaged);
            assertNotRestored(backup.toString());
            assertThat(target.getParent()).isEmptyDirectory();
        }
    }

    @Test
    void givenPagesAndEpochsThatNobodyWrote_whenRestored_thenTheyAreRefusedAndNothingIsLeft()
            throws IOException, SQLException {
        byte[] sound = Files.readAllBytes(backup);
        for (String damage : List.of(
                "UPDATE page SET space = 99 WHERE space = 1",
                "UPDATE page SET space = space + 4294967296 WHERE space = 1",
                "UPDATE page SET body = substr(body, 2) WHERE space = 3 AND major = 5",
                "UPDATE meta SET name = 'apoch'",
                "UPDATE meta SET value = -1",
                "PRAGMA user_version = -2147483646",
                "PRAGMA user_version = 0")) {
            Stores.sql(backup, damage);
            assertNotRestored(backup.toString());
            assertThat(target.getParent()).as(damage).isEmptyDirectory();
            Files.write(backup, sound);
        }
    }

    @Test
    void givenTableThatIsDeclaredDifferently_whenRestored_thenItIsRefusedUnlessOnlyTheCaseIsAnother()
            throws IOException, SQLException {
        byte[] sound = Files.readAllBytes(backup);
        Stores.sql(
                backup,
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'segment'");
        assertNotRestored(backup.toString(), "not declared as they have to be", "create table segment");
        assertThat(target.getParent()).isEmptyDirectory();
        Files.write(backup, sound);
        Stores.sql(
                backup, "PRAGMA writable_schema = ON", "UPDATE sqlite_schema SET sql = replace(sql, 'NULL', 'nULL')");
        SqliteStore.restore(backup, target, copied -> NumberedCommits.requireExactly(copied, 25));
    }

    @Test
    void givenCheckOfTheCallerThatFails_whenRestored_thenItIsToldWithTheBackupAndNothingIsLeft() {
        assertThatThrownBy(() -> SqliteStore.restore(backup, target, copied -> {
                    NumberedCommits.requireExactly(copied, 25);
                    throw new StoreException("segment 3 is another.");
                }))
                .isExactlyInstanceOf(StoreException.class)
                .hasMessage("Cannot restore " + backup + ", use another backup: segment 3 is another.");
        assertThat(target.getParent()).isEmptyDirectory();
    }

    private static byte[] holed(byte[] sound) {
        byte[] holed = sound.clone();
        Arrays.fill(holed, sound.length / 2, sound.length / 2 + 8_192, (byte) 0x5A);
        return holed;
    }

    @Test
    void givenDamagedCommunity_whenBackedUp_thenItFailsAndNothingIsLeft() throws IOException {
        Files.write(file, holed(Files.readAllBytes(file)));
        try (SqliteStore store = Stores.write(file)) {
            assertThatThrownBy(() -> store.backup(target))
                    .isExactlyInstanceOf(StoreException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("restore a backup");
            assertThat(target.getParent()).isEmptyDirectory();
        }
    }

    @Test
    void givenFilesThatAreNoBackups_whenRestored_thenTheyAreRefusedAndNothingIsLeft() throws IOException, SQLException {
        Files.delete(backup);
        assertNotRestored("There is no community at " + backup);
        Files.createFile(backup);
        assertNotRestored("is empty and no community");
        Stores.sql(backup, "CREATE TABLE t (x)");
        assertNotRestored("another application");
        Stores.sql(backup, "PRAGMA application_id = " + Schema.APPLICATION_ID, "PRAGMA user_version = 99");
        assertNotRestored("schema version 99");
        Files.writeString(backup, "Dear Ada, ".repeat(1_000));
        assertNotRestored("nor any SQLite file");
        assertThat(target.getParent()).isEmptyDirectory();
    }

    @Test
    void givenRestOfAnInterruptedBackup_whenBackedUpAgain_thenItIsReplaced() throws IOException {
        Path next = folder.resolve("backups").resolve("next.db");
        Files.writeString(folder.resolve("backups").resolve("next.db.part"), "half a backup");
        try (SqliteStore store = Stores.write(file)) {
            store.backup(next);
        }
        try (Stream<Path> files = Files.list(next.getParent())) {
            assertThat(files).containsExactlyInAnyOrder(backup, next);
        }
    }

    @Test
    void givenFollower_whenItBacksUp_thenTheBackupIsWhatTheOtherWrote() {
        try (SqliteStore store = Stores.write(file);
                SqliteStore follower = Stores.follow(file)) {
            NumberedCommits.commitUpTo(store, 27);
            follower.backup(target);
        }
        try (SqliteStore copy = Stores.write(target)) {
            NumberedCommits.requireExactly(copy, 27);
        }
    }
}
