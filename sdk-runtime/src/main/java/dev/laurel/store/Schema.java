package dev.laurel.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.sqlite.JDBC;

/** What a community's file looks like inside, by version, and how older files are brought forward. */
final class Schema {

    /** "Laur" in the header of the file tells a community from any other SQLite file. Never changes. */
    static final int APPLICATION_ID = 0x4C617572;

    /** The community's own. Add a migration at the end, never change one. */
    static final Schema LAUREL = new Schema(List.of(
            new Migration(
                    1,
                    List.of(
                            "CREATE TABLE segment (number INTEGER PRIMARY KEY, hash BLOB NOT NULL, body BLOB NOT NULL)"
                                    + " STRICT",
                            "CREATE TABLE page (space INTEGER NOT NULL, major INTEGER NOT NULL, minor INTEGER NOT NULL,"
                                    + " body BLOB NOT NULL, PRIMARY KEY (space, major, minor)) WITHOUT ROWID, STRICT",
                            "CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID, STRICT",
                            "INSERT INTO meta VALUES ('epoch', 0)")),
            // Four bytes of checksum behind every page's body.
            new Migration(2, List.of(), PageChecksum::addToAll)));

    private final List<Migration> migrations;

    /** Migrations in the order of their versions, which count up from 1. */
    Schema(List<Migration> migrations) {
        for (int i = 0; i < migrations.size(); i++) {
            if (migrations.get(i).version() != i + 1) {
                throw new IllegalArgumentException("migration " + (i + 1) + " says it is "
                        + migrations.get(i).version());
            }
        }
        this.migrations = List.copyOf(migrations);
    }

    /** The version that {@link #migrate} brings a file to. */
    int version() {
        return migrations.size();
    }

    /**
     * Looks at a file without changing it.
     *
     * @return its version; 0 if it is empty
     * @throws StoreException if it is not a community, or one of a newer version
     */
    int check(Connection connection, Path file) throws SQLException {
        int application = Pragma.APPLICATION_ID.readNumber(connection);
        int found = Pragma.USER_VERSION.readNumber(connection);
        if (application == 0 && found == 0 && isEmpty(connection)) {
            return 0;
        }
        if (application != APPLICATION_ID) {
            throw new StoreException("The file " + file + " belongs to another application (its application_id is "
                    + application + ", a community's is " + APPLICATION_ID + "): name another file for the community.");
        }
        if (found < 1) {
            throw new StoreException("The community " + file + " says that it has schema version " + found
                    + ", which none has: the file is damaged; restore a backup.");
        }
        if (found > version()) {
            throw new StoreException(
                    "The community " + file + " has schema version " + found + ", this Laurel knows up to "
                            + version() + ": run the Laurel that wrote it or a newer one,"
                            + " or restore a backup made before the upgrade.");
        }
        return found;
    }

    /**
     * Brings a file to this version, in one transaction: all of it or nothing.
     *
     * @throws StoreException as {@link #check}
     */
    void migrate(Connection connection, Path file) throws SQLException {
        if (check(connection, file) == version()) {
            return;
        }
        try (Transaction transaction = new Transaction(connection)) {
            int from = check(connection, file);
            for (Migration migration : migrations.subList(from, version())) {
                for (String sql : migration.statements()) {
                    transaction.run(sql);
                }
                migration.step().take(connection);
            }
            transaction.run("PRAGMA application_id = " + APPLICATION_ID);
            transaction.run("PRAGMA user_version = " + version());
            transaction.commit();
        }
    }

    /**
     * Compares a file's tables with those of a new community. What SQLite does not mind, case and quotes, may differ.
     *
     * @throws StoreException if one is missing or is declared differently
     */
    void checkTables(Connection connection, Path file) throws SQLException {
        try (Connection fresh = JDBC.createConnection(JDBC.PREFIX + ":memory:", new Properties())) {
            migrate(fresh, file);
            List<String> expected = tables(fresh);
            expected.removeAll(tables(connection));
            if (!expected.isEmpty()) {
                throw new StoreException("The tables of " + file + " are not declared as they have to be ("
                        + expected.get(0) + "): the file is damaged; restore a backup.");
            }
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT lower(replace(sql, '\"', '')) FROM sqlite_schema"
                        + " WHERE type = 'table' ORDER BY lower(name)")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static boolean isEmpty(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM sqlite_schema")) {
            return rows.getInt(1) == 0;
        }
    }
}
