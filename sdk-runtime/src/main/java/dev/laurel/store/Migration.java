package dev.laurel.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * One step from a schema version to the next. Once released it never changes: files that took it are out there.
 *
 * @param version the version that a file has after it
 * @param statements the SQL, in order
 * @param step what SQL alone does not do, after it and in the same transaction
 */
record Migration(int version, List<String> statements, Step step) {

    /** One that is SQL alone. */
    Migration(int version, List<String> statements) {
        this(version, statements, connection -> {});
    }

    /** Changes a file within the transaction that is open on a connection. */
    @FunctionalInterface
    interface Step {
        /** Takes it. */
        void take(Connection connection) throws SQLException;
    }
}
