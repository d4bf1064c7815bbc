package dev.laurel.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/**
 * The settings that a community's safety and speed hang on. SQLite ignores what it cannot do without a word, so each
 * is read back on every connection.
 */
enum Pragma {
    /** How long to wait for another connection's lock, in milliseconds. */
    BUSY_TIMEOUT("5000", "5000"),
    /** Commits are appended and readers do not wait for them. Not possible on most network file systems. */
    JOURNAL_MODE("WAL", "wal"),
    /** A commit is on the disk when it returns. */
    SYNCHRONOUS("FULL", "2"),
    /** What is deleted is overwritten with zeros. */
    SECURE_DELETE("ON", "1"),
    /** No temporary files, in which personal data could stay behind. */
    TEMP_STORE("MEMORY", "2"),
    /**
     * After how many pages in the log a commit copies them into the database. Copying sixteen times as many at once
     * makes it rarer, and the commits that do it thirteen times longer, for the same throughput: rather a few
     * milliseconds often than a fifth of a second now and then.
     */
    WAL_AUTOCHECKPOINT("1000", "1000"),
    /** To how many bytes the log shrinks after it had to grow because somebody read for long. */
    JOURNAL_SIZE_LIMIT("16777216", "16777216"),
    /** Readers cannot write by mistake. */
    QUERY_ONLY("ON", "1"),
    /** Whose file it is; set once, by the schema. */
    APPLICATION_ID("", Integer.toString(Schema.APPLICATION_ID)),
    /** The schema version; set by migrations. */
    USER_VERSION("", Integer.toString(Schema.LAUREL.version()));

    /** On the connection that writes, in the order in which to set them. */
    static final List<Pragma> WRITING = List.of(
            BUSY_TIMEOUT,
            JOURNAL_MODE,
            SYNCHRONOUS,
            SECURE_DELETE,
            TEMP_STORE,
            WAL_AUTOCHECKPOINT,
            JOURNAL_SIZE_LIMIT,
            APPLICATION_ID,
            USER_VERSION);

    /** On connections that only read. */
    static final List<Pragma> READING =
            List.of(BUSY_TIMEOUT, TEMP_STORE, QUERY_ONLY, SYNCHRONOUS, SECURE_DELETE, APPLICATION_ID, USER_VERSION);

    private final String value;
    private final String reads;

    /** What to set it to, empty to leave it; and what it has to say when asked. */
    Pragma(String value, String reads) {
        this.value = value;
        this.reads = reads;
    }

    /** Sets those that are set on a connection. */
    static void set(Connection connection, List<Pragma> pragmas) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Pragma pragma : pragmas) {
                if (!pragma.value.isEmpty()) {
                    statement.execute("PRAGMA " + pragma + " = " + pragma.value);
                }
            }
        }
    }

    /**
     * Reads them back.
     *
     * @throws StoreException naming the first that is not what it has to be
     */
    static void check(Connection connection, List<Pragma> pragmas, Path file) throws SQLException {
        for (Pragma pragma : pragmas) {
            String found = pragma.read(connection);
            if (!found.equals(pragma.reads)) {
                throw new StoreException("The pragma " + pragma + " of " + file + " is " + found + " and has to be "
                        + pragma.reads + ": keep the community on a local disk, and let nothing but Laurel change it.");
            }
        }
    }

    /** {@return what SQLite says it is} */
    String read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA " + this)) {
            return rows.getString(1);
        }
    }

    /** {@return what SQLite says it is, for those that are numbers} */
    int readNumber(Connection connection) throws SQLException {
        return Integer.parseInt(read(connection));
    }

    /** {@return its name in SQL} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
