package dev.laurel.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A rare writing transaction of several statements; rolled back by {@link #close} unless committed. */
final class Transaction implements AutoCloseable {

    private final Statement statement;
    private boolean open;

    /** Begins, waiting for another writer for as long as the connection's busy_timeout says. */
    Transaction(Connection connection) throws SQLException {
        statement = connection.createStatement();
        run("BEGIN IMMEDIATE");
        open = true;
    }

    /** Runs one statement that returns nothing. */
    void run(String sql) throws SQLException {
        statement.executeUpdate(sql);
    }

    /** Runs one statement that changes rows, and returns how many. */
    int change(String sql) throws SQLException {
        return statement.executeUpdate(sql);
    }

    /** Makes it durable. */
    void commit() throws SQLException {
        run("COMMIT");
        open = false;
    }

    @Override
    public void close() throws SQLException {
        try (statement) {
            if (open) {
                // SQLite has rolled back by itself where the disk failed, and then does not know this word.
                statement.executeUpdate("ROLLBACK");
            }
        }
    }
}
