package dev.laurel.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A connection that only reads, with its statements prepared once. Used by one thread at a time, then handed back. */
final class Reader implements AutoCloseable {

    private final Readers home;
    private final Connection connection;
    private final PreparedStatement last;
    private final PreparedStatement segments;
    private final PreparedStatement page;
    private final PreparedStatement pages;
    private final PageChecksum checksum = new PageChecksum();

    Reader(Readers home, Connection connection) throws SQLException {
        this.home = home;
        this.connection = connection;
        last = connection.prepareStatement("SELECT max(number) FROM segment");
        segments = connection.prepareStatement(
                "SELECT number, hash, body FROM segment WHERE number BETWEEN ? AND ? ORDER BY number");
        page = connection.prepareStatement("SELECT body FROM page WHERE space = ? AND major = ? AND minor = ?");
        pages = connection.prepareStatement(
                "SELECT major, minor, body FROM page WHERE space = ? ORDER BY major, minor");
    }

    /** {@return the number of the last segment; 0 if there is none} */
    long last() throws SQLException {
        try (ResultSet rows = last.executeQuery()) {
            return rows.getLong(1);
        }
    }

    /**
     * Reads the segments from one number to another, as far as they are there in a row.
     *
     * @return the number of the last one read; {@code from - 1} if the first is missing
     */
    long segments(long from, long to, Store.SegmentReader reader) throws SQLException {
        segments.setLong(1, from);
        segments.setLong(2, to);
        long next = from;
        try (ResultSet rows = segments.executeQuery()) {
            while (rows.next() && rows.getLong(1) == next) {
                reader.read(new Commit.Segment(next, rows.getBytes(2), rows.getBytes(3)));
                next++;
            }
        }
        return next - 1;
    }

    /**
     * Reads a page.
     *
     * @return its body, or null if it is not there
     * @throws StoreException if its checksum does not fit
     */
    byte @Nullable [] page(Space space, long major, long minor) throws SQLException {
        page.setInt(1, space.number());
        page.setLong(2, major);
        page.setLong(3, minor);
        try (ResultSet rows = page.executeQuery()) {
            return rows.next() ? body(space.number(), major, minor, rows.getBytes(1)) : null;
        }
    }

    /**
     * Reads all pages of a kind as they are at one moment.
     *
     * @throws StoreException if the checksum of one does not fit
     */
    void pages(Space space, Store.PageReader reader) throws SQLException {
        pages.setInt(1, space.number());
        try (ResultSet rows = pages.executeQuery()) {
            while (rows.next()) {
                long major = rows.getLong(1);
                long minor = rows.getLong(2);
                reader.read(major, minor, body(space.number(), major, minor, rows.getBytes(3)));
            }
        }
    }

    /**
     * Reads every row of the table of pages, those of no kind that there is included.
     *
     * @throws StoreException if the checksum of one does not fit
     */
    void checkPages() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT space, major, minor, body FROM page")) {
            while (rows.next()) {
                body(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getBytes(4));
            }
        }
    }

    private byte[] body(long space, long major, long minor, byte[] stored) {
        byte[] body = checksum.strip(space, major, minor, stored);
        if (body == null) {
            throw new StoreException("Page " + Space.name(space) + "/" + major + "/" + minor + " in " + home.told()
                    + " is not what was written, its checksum does not fit: the file is damaged; restore a backup.");
        }
        return body;
    }

    /** Hands it back. */
    @Override
    public void close() throws SQLException {
        home.take(this);
    }

    /** Closes the connection. */
    void end() throws SQLException {
        connection.close();
    }
}
