package dev.laurel.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The embedded store: one SQLite file a community, with a write-ahead log beside it while it is open, and a lock file
 * that stays.
 *
 * <p>Whoever writes owns the lock file, and has an epoch that every commit compares with the one in the file: a store
 * that was overtaken cannot write, whatever became of the lock.
 *
 * <p>A commit that fails closes the store for writing. The file is at the last commit that returned, or, if the disk
 * failed in the very moment of forcing it, possibly at the one that threw: {@link #lastSegment} of the next opening
 * tells.
 */
public final class SqliteStore implements Store {

    /** How many segments are read under one view of the file; longer ones would keep the log from being emptied. */
    private static final long SCANNED_AT_ONCE = 64;

    private final SqliteFile file;
    private final Readers readers;
    private final @Nullable Writer writer;
    private final @Nullable Ownership ownership;
    /** The last segment as the committing thread knows it; only that thread looks. */
    private long appended;

    private boolean failed;
    private volatile boolean closed;

    private SqliteStore(SqliteFile file, @Nullable Writer writer, @Nullable Ownership ownership) {
        this.file = file;
        this.writer = writer;
        this.ownership = ownership;
        this.readers = new Readers(file);
        this.appended = lastSegment();
    }

    /**
     * Opens a community, and makes it if there is none and it is opened for writing.
     *
     * @param file where it is; its folder is made if need be
     * @param access for writing or for reading, and what to do if another writes it
     * @param wait how long to wait for another with {@link Access#WAIT}; ignored otherwise
     * @param clock tells others since when it is open
     * @return the store, to be closed by the caller
     * @throws BusyException if another writes it
     * @throws StoreException if it cannot be opened: no right to, not a community, damaged, of a newer version
     */
    public static SqliteStore open(Path file, Access access, Duration wait, InstantSource clock) {
        if (access == Access.FOLLOW) {
            return new SqliteStore(SqliteFile.toRead(file), null, null);
        }
        SqliteFile checked = SqliteFile.toWrite(file);
        Duration patience = access == Access.WAIT ? wait : Duration.ZERO;
        Ownership ownership = Ownership.take(checked.path(), patience, clock, Pause.SLEEP);
        boolean opened = false;
        try {
            SqliteStore store = write(checked, ownership);
            opened = true;
            return store;
        } catch (SQLException e) {
            throw checked.failure("open the community", e);
        } finally {
            if (!opened) {
                ownership.close();
            }
        }
    }

    private static SqliteStore write(SqliteFile file, Ownership ownership) throws SQLException {
        Writer writer = Writer.open(file);
        try {
            return new SqliteStore(file, writer, ownership);
        } catch (RuntimeException | Error e) {
            try {
                writer.close();
            } catch (SQLException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /**
     * Copies a backup to where a community is to be, brought forward to this version. The whole of it is read: what SQLite
     * knows of its own order, and the checksum of every page. The copy refuses commits of whoever still has the original open.
     *
     * @param backup a file that {@link #backup} wrote; a community that is in use will do
     * @param target a file that does not exist yet
     * @param check looks at what was copied before it is in its place, on the calling thread; whatever it throws ends the
     *     restoring and goes through, a StoreException with a word on the backup before it
     * @throws StoreException if the backup is not a sound community that this version can read, or the target exists or
     *     cannot be written; nothing is left behind
     */
    public static void restore(Path backup, Path target, Consumer<Store> check) {
        Backup.restore(backup, target, part -> {
            try (SqliteStore copied = new SqliteStore(part, null, null)) {
                copied.checkPages();
                check.accept(copied);
            }
        });
    }

    private void checkPages() {
        try (Reader reader = readers.borrow()) {
            reader.checkPages();
        } catch (SQLException e) {
            throw file.failure("read pages", e);
        }
    }

    @Override
    public long epoch() {
        return writer == null ? 0 : writer.epoch();
    }

    @Override
    public boolean isFollowing() {
        return writer == null;
    }

    @Override
    public long lastSegment() {
        // From the file also when writing: another thread must not see a commit's pages before its segment.
        try (Reader reader = readers.borrow()) {
            return reader.last();
        } catch (SQLException e) {
            throw file.failure("read the last segment", e);
        }
    }

    @Override
    public void commit(Commit commit) {
        Writer able = writerOrThrow("commit");
        Commit.Segment segment = commit.segment();
        if (segment != null && segment.number() != appended + 1) {
            throw new IllegalArgumentException(
                    "segment " + segment.number() + " cannot follow segment " + appended + " in " + file.path());
        }
        failed = true;
        try {
            able.commit(commit);
            failed = false;
        } catch (SQLException e) {
            throw file.failure("commit", e);
        } catch (FencedException e) {
            // Nothing is in doubt, and the next commit is refused for the same reason.
            failed = false;
            throw e;
        }
        if (segment != null) {
            appended = segment.number();
        }
    }

    private Writer writerOrThrow(String doing) {
        if (writer == null) {
            throw new StoreException("Cannot " + doing + " to " + file.path()
                    + ": it was opened with FOLLOW, to only read; open it with WAIT or FAIL.");
        }
        if (closed) {
            throw closedHere();
        }
        if (failed) {
            throw new StoreException("A commit to " + file.path()
                    + " has failed, and no other is taken after it: close this store and open it again.");
        }
        return writer;
    }

    private StoreException closedHere() {
        return new StoreException("The community " + file.path() + " is closed here: open it again.");
    }

    @Override
    public Commit.Segment segment(long number) {
        Commit.Segment[] found = new Commit.Segment[1];
        try (Reader reader = readers.borrow()) {
            reader.segments(number, number, segment -> found[0] = segment);
        } catch (SQLException e) {
            throw file.failure("read segment " + number, e);
        }
        if (found[0] == null) {
            throw missing(number);
        }
        return found[0];
    }

    private StoreException missing(long number) {
        return new StoreException("Segment " + number + " is not in " + file.told() + ", whose last one is "
                + lastSegment() + ": if it should be, restore a backup.");
    }

    @Override
    public void scan(long from, SegmentReader reader) {
        if (from < 1) {
            throw new IllegalArgumentException("segments count from 1, not from " + from);
        }
        long to = lastSegment();
        for (long first = from; first <= to; first += SCANNED_AT_ONCE) {
            long end = Math.min(to, first + SCANNED_AT_ONCE - 1);
            long read;
            try (Reader lent = readers.borrow()) {
                read = lent.segments(first, end, reader);
            } catch (SQLException e) {
                throw file.failure("read segments from " + first, e);
            }
            if (read < end) {
                throw missing(read + 1);
            }
        }
    }

    @Override
    public byte @Nullable [] page(Space space, long major, long minor) {
        try (Reader reader = readers.borrow()) {
            return reader.page(space, major, minor);
        } catch (SQLException e) {
            throw file.failure("read a page of " + space, e);
        }
    }

    @Override
    public void pages(Space space, PageReader reader) {
        try (Reader lent = readers.borrow()) {
            lent.pages(space, reader);
        } catch (SQLException e) {
            throw file.failure("read pages of " + space, e);
        }
    }

    @Override
    public void scrub() {
        Writer able = writerOrThrow("scrub");
        boolean clean;
        try {
            clean = able.scrub();
        } catch (SQLException e) {
            throw file.failure("scrub", e);
        }
        if (!clean) {
            throw new StoreException("Cannot empty the log of " + file.path()
                    + " while somebody reads it for long: try again when backups and scans are over.");
        }
    }

    @Override
    public void backup(Path target) {
        if (closed) {
            throw closedHere();
        }
        Backup.write(file, target);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        // In this order from the last: the lock goes when no connection is left that could write.
        try (ownership;
                writer;
                readers) {
            failed = true;
        } catch (SQLException e) {
            throw file.failure("close the community", e);
        }
    }
}
