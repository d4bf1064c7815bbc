package dev.laurel.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A connection that only reads, with its statements prepared once. Used by one thread at a time, then handed back. */
final class Reader implements AutoCloseable {

    private final Readers home;
    private final Connection connection;
    private final PreparedStatement last;
    private final PreparedStatement segments;
    private final PreparedStatement page;
    private final PreparedStatement pages;

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

    /** {@return the body of a page, or null} */
    byte @Nullable [] page(Space space, long major, long minor) throws SQLException {
        page.setInt(1, space.number());
        page.setLong(2, major);
        page.setLong(3, minor);
        try (ResultSet rows = page.executeQuery()) {
            return rows.next() ? rows.getBytes(1) : null;
        }
    }

    /** Reads all pages of a kind as they are at one moment. */
    void pages(Space space, Store.PageReader reader) throws SQLException {
        pages.setInt(1, space.number());
        try (ResultSet rows = pages.executeQuery()) {
            while (rows.next()) {
                reader.read(rows.getLong(1), rows.getLong(2), rows.getBytes(3));
            }
        }
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
