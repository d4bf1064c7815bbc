package dev.laurel.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one commit changes: at most one segment appended, and pages written or deleted, all of it or nothing. Built and
 * handed over by one thread.
 */
public final class Commit {

    /**
     * A segment to append.
     *
     * @param number one more than the last one's
     * @param hash the chained hash over the previous hash and the body
     * @param body the facts, participations and entries of one batch
     */
    @SuppressWarnings("ArrayRecordComponent") // Carried from encoder to store, never compared; a copy would cost.
    public record Segment(long number, byte[] hash, byte[] body) {}

    /**
     * A page to write, or to delete.
     *
     * @param space the kind of page
     * @param major first part of its key
     * @param minor second part of its key
     * @param body what to write; null to delete
     */
    @SuppressWarnings("ArrayRecordComponent") // As above.
    public record Page(Space space, long major, long minor, byte @Nullable [] body) {}

    private @Nullable Segment segment;
    private final List<Page> pages = new ArrayList<>();

    /**
     * Appends a segment.
     *
     * @param segment the segment
     * @return this
     */
    public Commit append(Segment segment) {
        if (this.segment != null) {
            throw new IllegalStateException("a commit appends one segment");
        }
        this.segment = segment;
        return this;
    }

    /**
     * Writes a page, replacing it if it is there.
     *
     * @param space the kind of page
     * @param major first part of its key
     * @param minor second part of its key
     * @param body what to write
     * @return this
     */
    public Commit put(Space space, long major, long minor, byte[] body) {
        pages.add(new Page(space, major, minor, body));
        return this;
    }

    /**
     * Deletes a page; nothing happens if it is not there.
     *
     * @param space the kind of page
     * @param major first part of its key
     * @param minor second part of its key
     * @return this
     */
    public Commit delete(Space space, long major, long minor) {
        pages.add(new Page(space, major, minor, null));
        return this;
    }

    /** {@return the segment to append, or null} */
    public @Nullable Segment segment() {
        return segment;
    }

    /** {@return pages in the order in which they were named; the last for a key counts} */
    public List<Page> pages() {
        return pages;
    }

    /** {@return whether there is nothing to do} */
    public boolean isEmpty() {
        return segment == null && pages.isEmpty();
    }
}
