package dev.laurel.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Copies a community to a new file: under a name of its own first, forced to the disk, then moved in one step. */
final class Backup {

    /** Beyond any number of openings, so that no opening of the original has an epoch that the copy accepts. */
    private static final long EPOCHS_AHEAD = 1_000_000;

    /** A log of this name beside a copy would be taken for its own and written into it. */
    private static final List<String> COMPANIONS = List.of("-wal", "-shm", "-journal");

    private Backup() {}

    /** Copies the last committed state, while commits may go on. */
    static void write(SqliteFile source, Path target) {
        copy(source, target, null);
    }

    /**
     * Copies a backup to where a community is to be, after making sure that it is a sound one.
     *
     * @param check gets what was copied, before it is in its place, and throws if it is not sound
     */
    static void restore(Path backup, Path target, Consumer<SqliteFile> check) {
        copy(SqliteFile.toRead(backup), target, check);
    }

    private static void copy(SqliteFile source, Path target, @Nullable Consumer<SqliteFile> check) {
        String doing = (check == null ? "back up to " : "restore to ") + target;
        SqliteFile destination = SqliteFile.toWrite(target);
        refuseExisting(destination.path(), doing);
        Path part = sibling(destination.path(), ".part");
        try {
            Files.deleteIfExists(part);
            try (Connection connection = source.connectToRead()) {
                if (check != null) {
                    checkSound(connection, source.path());
                }
                vacuumInto(connection, part);
            }
            if (check != null) {
                SqliteFile copied = SqliteFile.copy(part, source);
                bringForward(copied);
                check(copied, check);
            }
            Disk.syncFile(part);
            refuseExisting(destination.path(), doing);
            Files.move(part, destination.path(), StandardCopyOption.ATOMIC_MOVE);
            Disk.syncFolder(part.resolveSibling("").toAbsolutePath());
        } catch (SQLException e) {
            throw source.failure(doing, e);
        } catch (IOException e) {
            throw new StoreException("Cannot " + doing + " (" + e + "): free space or choose another place.", e);
        } finally {
            removeParts(part);
        }
    }

    private static void refuseExisting(Path target, String doing) {
        if (Files.exists(target)) {
            throw new StoreException("Cannot " + doing + ": it exists; name a file that does not.");
        }
        for (String companion : COMPANIONS) {
            if (Files.exists(sibling(target, companion))) {
                throw new StoreException("Cannot " + doing + ": " + sibling(target, companion)
                        + " is left from another file of that name; move it away, or name another file.");
            }
        }
    }

    private static void vacuumInto(Connection connection, Path part) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, part.toString());
            statement.execute();
        }
    }

    private static void checkSound(Connection connection, Path file) throws SQLException {
        if (Schema.LAUREL.check(connection, file) == 0) {
            throw new StoreException("The file " + file + " is empty and no community: name a backup.");
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA integrity_check(1)")) {
            String found = rows.getString(1);
            if (!found.equals("ok")) {
                throw new StoreException(
                        "The backup " + file + " is damaged (" + found.replace('\n', ' ') + "): use another one.");
            }
        }
    }

    /** To this version, because only from there on there are checksums to look at, and to an epoch of its own. */
    private static void bringForward(SqliteFile part) throws SQLException {
        try (Connection connection = part.connectToWrite()) {
            Pragma.set(connection, List.of(Pragma.SECURE_DELETE, Pragma.TEMP_STORE));
            Schema.LAUREL.migrate(connection, part.told());
            Schema.LAUREL.checkTables(connection, part.told());
            try (Transaction transaction = new Transaction(connection)) {
                int moved = transaction.change(
                        "UPDATE meta SET value = value + " + EPOCHS_AHEAD + " WHERE name = 'epoch' AND value >= 0");
                if (moved != 1) {
                    throw new StoreException("The backup " + part.told()
                            + " is damaged (how often it was opened is not in it): use another one.");
                }
                transaction.commit();
            }
        }
    }

    /** Looks at the copy and not at the original: what was read a second time is what is kept. */
    private static void check(SqliteFile part, Consumer<SqliteFile> check) {
        try {
            check.accept(part);
        } catch (StoreException e) {
            throw new StoreException("Cannot restore " + part.told() + ", use another backup: " + e.getMessage(), e);
        }
    }

    private static void removeParts(Path part) {
        try {
            Files.deleteIfExists(part);
            for (String companion : COMPANIONS) {
                Files.deleteIfExists(sibling(part, companion));
            }
        } catch (IOException e) {
            throw new StoreException("Cannot remove " + part + " (" + e + "): remove it by hand.", e);
        }
    }

    private static Path sibling(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
