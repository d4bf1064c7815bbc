package dev.laurel.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The connections that read. One is made when none is idle, so that a read may be made from within another. */
final class Readers implements AutoCloseable {

    private static final int IDLE = 4;

    private final SqliteFile file;
    private final Deque<Reader> idle = new ArrayDeque<>();
    private boolean closed;

    Readers(SqliteFile file) {
        this.file = file;
    }

    /**
     * Lends a reader; to be closed by the borrower.
     *
     * @throws StoreException if the store is closed, or the file is not what it was any more
     */
    Reader borrow() throws SQLException {
        synchronized (this) {
            if (closed) {
                throw new StoreException("The community " + file.told() + " is closed here: open it again.");
            }
            Reader reader = idle.pollFirst();
            if (reader != null) {
                return reader;
            }
        }
        return open();
    }

    private Reader open() throws SQLException {
        Connection connection = file.connectToRead();
        try {
            int found = Schema.LAUREL.check(connection, file.told());
            if (found < Schema.LAUREL.version()) {
                throw new StoreException("The community " + file.told() + " has schema version " + found
                        + ", this Laurel reads " + Schema.LAUREL.version()
                        + ": open it for writing once, which brings it forward.");
            }
            Pragma.set(connection, Pragma.READING);
            Pragma.check(connection, Pragma.READING, file.told());
            return new Reader(this, connection);
        } catch (SQLException | RuntimeException | Error e) {
            try {
                connection.close();
            } catch (SQLException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /** {@return how errors name the file} */
    Path told() {
        return file.told();
    }

    /** Takes a reader back. */
    void take(Reader reader) throws SQLException {
        synchronized (this) {
            if (!closed && idle.size() < IDLE) {
                idle.addFirst(reader);
                return;
            }
        }
        reader.end();
    }

    /** Closes those that are idle now, and the others when they come back. */
    @Override
    public void close() throws SQLException {
        synchronized (this) {
            closed = true;
        }
        for (Reader reader = idle.pollFirst(); reader != null; reader = idle.pollFirst()) {
            reader.end();
        }
    }
}
