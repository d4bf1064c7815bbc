package dev.laurel.pipeline;

import dev.laurel.log.LogReader;
import dev.laurel.log.SegmentReading;
import java.util.Arrays;

/** In which segment each activity stands: the number of the first activity of each segment, eight bytes a segment. */
final class SegmentDirectory {
    private long[] first = new long[256];
    private int size = 1;

    /** Notes a segment; they come in the order of their numbers, from 1. */
    void add(long segment, long firstActivity) {
        if (segment != size) {
            throw new IllegalStateException("segment " + segment + " comes where " + size + " is expected");
        }
        if (size == first.length) {
            first = Arrays.copyOf(first, size * 2);
        }
        first[size++] = firstActivity;
    }

    /** {@return the place of an activity} */
    long place(long number, LogReader log) {
        int found = Arrays.binarySearch(first, 1, size, number);
        int segment = found >= 0 ? found : -found - 2;
        if (found >= 0) {
            while (segment + 1 < size && first[segment + 1] == number) {
                segment++;
            }
        }
        return SegmentReading.place(segment, log.body(segment), number);
    }

    int size() {
        return size;
    }
}
