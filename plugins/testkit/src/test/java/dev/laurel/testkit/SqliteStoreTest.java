package dev.laurel.testkit;

import dev.laurel.store.Access;
import dev.laurel.store.SqliteStore;
import dev.laurel.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;

/** The SQLite store keeps the contract. */
class SqliteStoreTest extends StoreContract {

    private static Store open(Path file, Access access) {
        return SqliteStore.open(file, access, Duration.ZERO, InstantSource.system());
    }

    @Override
    protected Store open() {
        return open(folder.resolve("community.db"), Access.FAIL);
    }

    @Override
    protected Store follow() {
        return open(folder.resolve("community.db"), Access.FOLLOW);
    }

    @Override
    protected Store openBackup(Path backup) {
        return open(backup, Access.FAIL);
    }

    @Override
    protected void overtake() {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("community.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE meta SET value = value + 1 WHERE name = 'epoch'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
