package dev.laurel.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;

/** How tests open stores, and look at their files behind their backs. */
final class Stores {

    /** Whether to run the full counts. */
    static final boolean PROOF = Boolean.getBoolean("laurel.proof");

    private Stores() {}

    static SqliteStore write(Path file) {
        return SqliteStore.open(file, Access.FAIL, Duration.ZERO, InstantSource.system());
    }

    static SqliteStore follow(Path file) {
        return SqliteStore.open(file, Access.FOLLOW, Duration.ZERO, InstantSource.system());
    }

    /** Runs SQL on a connection of its own, with none of Laurel's settings. */
    static void sql(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of the first row, read on a connection of its own. */
    static String ask(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.getString(1);
        }
    }
}
