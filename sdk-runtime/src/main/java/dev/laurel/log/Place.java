package dev.laurel.log;

/** Where a record stands in the log: its segment and its offset there, in one long. 0 is nowhere. */
public final class Place {
    /** No place: the end of a chain. */
    public static final long NONE = 0;

    private static final int OFFSET_BITS = 26;
    /** How long a segment may be, in bytes. */
    public static final int MOST_BYTES = 1 << OFFSET_BITS;

    private Place() {}

    /**
     * A place.
     *
     * @param segment the number of the segment
     * @param offset the byte in the segment's body at which the record starts
     * @return the place
     */
    public static long of(long segment, int offset) {
        return segment << OFFSET_BITS | offset;
    }

    /**
     * The segment of a place.
     *
     * @param place the place
     * @return the number of the segment
     */
    public static long segment(long place) {
        return place >>> OFFSET_BITS;
    }

    /**
     * The offset of a place.
     *
     * @param place the place
     * @return the offset
     */
    public static int offset(long place) {
        return (int) place & (MOST_BYTES - 1);
    }
}
