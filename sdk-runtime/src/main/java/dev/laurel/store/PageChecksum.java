package dev.laurel.store;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The four bytes behind every page in the file: CRC-32C over its key and its body, the highest byte first. Against
 * damage, not against malice. At the end of the body and not in a column of its own, because that is less to bind and
 * one byte less to write. What it comes to never changes: files hold it. Used by one thread at a time.
 */
final class PageChecksum {

    private static final int AT_ONCE = 64;
    private static final int BYTES = 4;
    private static final int KEY = 24;

    /** A row of the table. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Row(long space, long major, long minor, byte[] body) {}

    private final CRC32C crc = new CRC32C();
    private final ByteBuffer key = ByteBuffer.allocate(KEY);

    /** A body as it is stored. */
    byte[] append(long space, long major, long minor, byte[] body) {
        byte[] stored = Arrays.copyOf(body, body.length + BYTES);
        ByteBuffer.wrap(stored).putInt(body.length, of(space, major, minor, stored));
        return stored;
    }

    /** The body of what is stored; null if the checksum does not fit. */
    byte @Nullable [] strip(long space, long major, long minor, byte[] stored) {
        int length = stored.length - BYTES;
        if (length < 0 || ByteBuffer.wrap(stored).getInt(length) != of(space, major, minor, stored)) {
            return null;
        }
        return Arrays.copyOf(stored, length);
    }

    private int of(long space, long major, long minor, byte[] stored) {
        key.putLong(0, space).putLong(8, major).putLong(16, minor);
        crc.reset();
        crc.update(key.array());
        crc.update(stored, 0, stored.length - BYTES);
        return (int) crc.getValue();
    }

    /**
     * Brings the table of pages from version 1 to version 2, where the rows stand and some at a time: what one statement
     * replaces SQLite keeps in memory, so one for all rows would take as much memory as there are pages.
     */
    static void addToAll(Connection connection) throws SQLException {
        PageChecksum checksum = new PageChecksum();
        try (PreparedStatement next = connection.prepareStatement("SELECT space, major, minor, body FROM page"
                        + " WHERE (space, major, minor) > (?, ?, ?) ORDER BY space, major, minor LIMIT " + AT_ONCE);
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE page SET body = ? WHERE space = ? AND major = ? AND minor = ?")) {
            Row last = new Row(Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, new byte[0]);
            for (List<Row> rows = after(last, next); !rows.isEmpty(); rows = after(last, next)) {
                for (Row row : rows) {
                    update.setBytes(1, checksum.append(row.space, row.major, row.minor, row.body));
                    bind(row, update, 2);
                    update.executeUpdate();
                    last = row;
                }
            }
        }
    }

    private static List<Row> after(Row last, PreparedStatement next) throws SQLException {
        bind(last, next, 1);
        List<Row> found = new ArrayList<>(AT_ONCE);
        try (ResultSet rows = next.executeQuery()) {
            while (rows.next()) {
                byte[] body = rows.getBytes(4);
                // An empty body may come as null.
                found.add(
                        new Row(rows.getLong(1), rows.getLong(2), rows.getLong(3), body == null ? new byte[0] : body));
            }
        }
        return found;
    }

    private static void bind(Row row, PreparedStatement statement, int first) throws SQLException {
        statement.setLong(first, row.space);
        statement.setLong(first + 1, row.major);
        statement.setLong(first + 2, row.minor);
    }
}
