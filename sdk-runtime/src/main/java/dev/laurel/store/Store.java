package dev.laurel.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a community is kept: a log of segments, and pages beside it. The one thing that has to be implemented to keep
 * communities elsewhere than in SQLite; the testkit holds its contract as a test.
 *
 * <p>{@link #commit} and everything that opens or closes is called by one thread at a time; the reads may be called by
 * others at the same time, and see whole commits only.
 */
public interface Store extends AutoCloseable {

    /** {@return the number of this opening; a commit under an older one is refused. 0 when following} */
    long epoch();

    /** {@return whether this only reads what another process writes} */
    boolean isFollowing();

    /** {@return the number of the last segment; 0 if there is none} */
    long lastSegment();

    /**
     * Makes a commit durable. When this returns, a crash or loss of power no longer undoes it; when it throws, nothing
     * of it is there.
     *
     * @param commit what changes
     * @throws IllegalArgumentException if its segment does not follow the last one; the store goes on
     * @throws FencedException if another opening has taken over
     * @throws StoreException if it could not be made durable; the store has to be opened anew
     */
    void commit(Commit commit);

    /**
     * Reads a segment.
     *
     * @param number its number, 1 to {@link #lastSegment()}
     * @return the segment
     * @throws StoreException if it is not there or cannot be read
     */
    Commit.Segment segment(long number);

    /**
     * Reads segments in order.
     *
     * @param from the number of the first one to read, from 1; if it is behind the last, there is nothing to read
     * @param reader gets each, on the calling thread; what it throws ends the scan and goes through
     * @throws StoreException if they cannot be read, or one is missing in between
     */
    void scan(long from, SegmentReader reader);

    /**
     * Reads a page.
     *
     * @param space the kind of page
     * @param major first part of its key
     * @param minor second part of its key
     * @return its body, or null if it is not there
     * @throws StoreException if it cannot be read
     */
    byte @Nullable [] page(Space space, long major, long minor);

    /**
     * Reads all pages of a kind as they are at one moment, in the order of their keys.
     *
     * @param space the kind of page
     * @param reader gets each, on the calling thread; what it throws ends the reading and goes through
     * @throws StoreException if they cannot be read
     */
    void pages(Space space, PageReader reader);

    /**
     * Makes sure that nothing deleted or replaced is still readable in the files, logs and free pages included.
     *
     * @throws StoreException if that cannot be made sure of at the moment; deleted pages stay deleted
     */
    void scrub();

    /**
     * Copies the community as it is now to a new file, while commits go on.
     *
     * @param target a file that does not exist yet
     * @throws StoreException if it exists or cannot be written; nothing is left behind
     */
    void backup(Path target);

    /** Lets go of it; nothing happens the second time. Whatever else is called afterwards may throw StoreException. */
    @Override
    void close();

    /** Gets segments in order. */
    @FunctionalInterface
    interface SegmentReader {
        /**
         * Gets one.
         *
         * @param segment the segment
         */
        void read(Commit.Segment segment);
    }

    /** Gets pages in order. */
    @FunctionalInterface
    interface PageReader {
        /**
         * Gets one.
         *
         * @param major first part of its key
         * @param minor second part of its key
         * @param body its body
         */
        void read(long major, long minor, byte[] body);
    }
}
