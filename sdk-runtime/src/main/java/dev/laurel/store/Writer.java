package dev.laurel.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The one connection that writes, with its statements prepared once. Used by one thread at a time. */
final class Writer implements AutoCloseable {

    private static final Comparator<Commit.Page> BY_KEY = Comparator.<Commit.Page>comparingInt(
                    page -> page.space().number())
            .thenComparingLong(Commit.Page::major)
            .thenComparingLong(Commit.Page::minor);

    /** Pages that go into one statement, where there are many: calling into SQLite costs as much as what it does. */
    private static final int AT_ONCE = 32;

    private static final int COLUMNS = 4;

    private final SqliteFile file;
    private final Connection connection;
    private final PreparedStatement begin;
    private final PreparedStatement epochNow;
    private final PreparedStatement append;
    private final PreparedStatement put;
    private final PreparedStatement putMany;
    private final PreparedStatement delete;
    private final PreparedStatement end;
    private final PageChecksum checksum = new PageChecksum();
    private final long epoch;

    private Writer(SqliteFile file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        begin = connection.prepareStatement("BEGIN IMMEDIATE");
        epochNow = connection.prepareStatement("SELECT value FROM meta WHERE name = 'epoch'");
        append = connection.prepareStatement("INSERT INTO segment (number, hash, body) VALUES (?, ?, ?)");
        put = connection.prepareStatement(puts(1));
        putMany = connection.prepareStatement(puts(AT_ONCE));
        delete = connection.prepareStatement("DELETE FROM page WHERE space = ? AND major = ? AND minor = ?");
        end = connection.prepareStatement("COMMIT");
        epoch = readEpoch();
    }

    private static String puts(int rows) {
        return "INSERT OR REPLACE INTO page (space, major, minor, body) VALUES (?, ?, ?, ?)"
                + ", (?, ?, ?, ?)".repeat(rows - 1);
    }

    /**
     * Opens a file whose ownership is held: makes or migrates it, and counts its epoch up.
     *
     * @throws StoreException if it is not a community that this version can write
     */
    static Writer open(SqliteFile file) throws SQLException {
        Connection connection = file.connectToWrite();
        try {
            return on(connection, file);
        } catch (SQLException | RuntimeException | Error e) {
            try {
                connection.close();
            } catch (SQLException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /** As {@link #open}, on a connection that the caller made and closes if this throws. */
    static Writer on(Connection connection, SqliteFile file) throws SQLException {
        Schema.LAUREL.check(connection, file.path());
        Pragma.set(connection, Pragma.WRITING);
        Schema.LAUREL.migrate(connection, file.path());
        Pragma.check(connection, Pragma.WRITING, file.path());
        try (Transaction transaction = new Transaction(connection)) {
            transaction.run("UPDATE meta SET value = value + 1 WHERE name = 'epoch'");
            transaction.commit();
        }
        return new Writer(file, connection);
    }

    long epoch() {
        return epoch;
    }

    /**
     * Makes a commit durable, or leaves nothing of it.
     *
     * @throws FencedException if the epoch in the file is no longer this one's
     */
    void commit(Commit commit) throws SQLException {
        List<Commit.Page> pages = inKeyOrder(commit.pages());
        Commit.Segment segment = commit.segment();
        begin.executeUpdate();
        try {
            checkEpoch();
            if (segment != null) {
                append.setLong(1, segment.number());
                append.setBytes(2, segment.hash());
                append.setBytes(3, segment.body());
                append.executeUpdate();
            }
            for (int i = 0; i < pages.size(); ) {
                i += write(pages, i);
            }
            end.executeUpdate();
        } catch (SQLException | RuntimeException | Error e) {
            rollback(e);
            throw e;
        }
    }

    /** {@return how many pages were written: as many as one statement takes, or one} */
    private int write(List<Commit.Page> pages, int from) throws SQLException {
        if (isFullOfPuts(pages, from)) {
            for (int i = 0; i < AT_ONCE; i++) {
                bind(putMany, i * COLUMNS, pages.get(from + i));
            }
            putMany.executeUpdate();
            return AT_ONCE;
        }
        Commit.Page page = pages.get(from);
        PreparedStatement statement = page.body() == null ? delete : put;
        bind(statement, 0, page);
        statement.executeUpdate();
        return 1;
    }

    private static boolean isFullOfPuts(List<Commit.Page> pages, int from) {
        if (from + AT_ONCE > pages.size()) {
            return false;
        }
        for (int i = from; i < from + AT_ONCE; i++) {
            if (pages.get(i).body() == null) {
                return false;
            }
        }
        return true;
    }

    private void bind(PreparedStatement statement, int before, Commit.Page page) throws SQLException {
        int space = page.space().number();
        statement.setInt(before + 1, space);
        statement.setLong(before + 2, page.major());
        statement.setLong(before + 3, page.minor());
        byte[] body = page.body();
        if (body != null) {
            statement.setBytes(before + COLUMNS, checksum.append(space, page.major(), page.minor(), body));
        }
    }

    /** Neighbours in the tree are written together, and each key once: the last that was said counts. */
    private static List<Commit.Page> inKeyOrder(List<Commit.Page> pages) {
        List<Commit.Page> sorted = new ArrayList<>(pages);
        sorted.sort(BY_KEY);
        List<Commit.Page> once = new ArrayList<>(sorted.size());
        for (int i = 0; i < sorted.size(); i++) {
            boolean last = i + 1 == sorted.size() || BY_KEY.compare(sorted.get(i), sorted.get(i + 1)) != 0;
            if (last) {
                once.add(sorted.get(i));
            }
        }
        return once;
    }

    private void checkEpoch() throws SQLException {
        long now = readEpoch();
        if (now != epoch) {
            throw new FencedException("Another opening (epoch " + now + ") has taken over " + file.path()
                    + " from this one (epoch " + epoch + "), whose commits are refused: close this one.");
        }
    }

    private long readEpoch() throws SQLException {
        try (ResultSet rows = epochNow.executeQuery()) {
            return rows.getLong(1);
        }
    }

    private void rollback(Throwable cause) {
        try {
            SqliteFile.run(connection, List.of("ROLLBACK"));
        } catch (SQLException e) {
            // Where the disk failed SQLite has rolled back by itself, and says that there is nothing to roll back.
            cause.addSuppressed(e);
        }
    }

    /**
     * Overwrites what deleted and replaced pages left in the database and in the log.
     *
     * @return false if somebody reads at the moment, so that the log could not be emptied
     */
    boolean scrub() throws SQLException {
        try (Transaction transaction = new Transaction(connection)) {
            checkEpoch();
            // SQLite zeroes what is deleted, but when it moves rows between the pages of a tree it leaves copies in the
            // gaps. A tree that is written anew has no such past; the old one is zeroed as a whole.
            transaction.run(
                    "CREATE TABLE fresh (space INTEGER NOT NULL, major INTEGER NOT NULL, minor INTEGER NOT NULL,"
                            + " body BLOB NOT NULL, PRIMARY KEY (space, major, minor)) WITHOUT ROWID, STRICT");
            transaction.run("INSERT INTO fresh SELECT * FROM page ORDER BY space, major, minor");
            transaction.run("DROP TABLE page");
            transaction.run("ALTER TABLE fresh RENAME TO page");
            transaction.commit();
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            return rows.getInt(1) == 0;
        }
    }

    /** Closes the connection; the last one of all copies the log into the database and removes it. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
