package dev.laurel.log;

import dev.laurel.store.Commit;
import dev.laurel.store.Store;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads single records of the log, those of the segment being written included. Keeps the segments read last in memory,
 * bounded by their bytes. Used by the partition's thread only.
 */
public final class LogReader implements Facts {
    private final Store store;
    private final SegmentWriter writer;
    private final long mostBytes;
    private final LinkedHashMap<Long, byte[]> recent = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Long, byte[]> uncommitted = new LinkedHashMap<>();
    private long bytes;
    private long lastNumber = -1;
    private byte[] lastBody = new byte[0];

    /**
     * A reader.
     *
     * @param store where the segments are
     * @param writer what is being written
     * @param mostBytes how many bytes of segments to keep in memory
     */
    public LogReader(Store store, SegmentWriter writer, long mostBytes) {
        this.store = store;
        this.writer = writer;
        this.mostBytes = mostBytes;
    }

    /**
     * Makes a segment readable that is not committed yet.
     *
     * @param segment the segment
     */
    public void sealed(Commit.Segment segment) {
        uncommitted.put(segment.number(), segment.body());
    }

    /**
     * Says that a segment is in the store now.
     *
     * @param number its number
     */
    public void committed(long number) {
        byte[] body = uncommitted.remove(number);
        if (body != null) {
            keep(number, body);
        }
    }

    @Override
    public ActivityFact activity(long place) {
        return SegmentReading.activity(body(Place.segment(place)), place);
    }

    /**
     * Reads a step.
     *
     * @param place where it stands
     * @return the step
     */
    public Step step(long place) {
        return SegmentReading.step(body(Place.segment(place)), place);
    }

    /**
     * A whole segment's body.
     *
     * @param number its number
     * @return the body; not to be changed, and for the one being written, longer than what is written
     */
    public byte[] body(long number) {
        byte[] pending = uncommitted.get(number);
        if (pending != null) {
            return pending;
        }
        if (number == writer.number()) {
            return writer.raw();
        }
        if (number == lastNumber) {
            return lastBody;
        }
        byte[] body = recent.get(number);
        if (body == null) {
            body = store.segment(number).body();
            keep(number, body);
        }
        lastNumber = number;
        lastBody = body;
        return body;
    }

    private void keep(long number, byte[] body) {
        if (recent.put(number, body) == null) {
            bytes += body.length + 64L;
        }
        while (bytes > mostBytes && recent.size() > 1) {
            var eldest = recent.entrySet().iterator().next();
            bytes -= eldest.getValue().length + 64L;
            recent.remove(eldest.getKey());
        }
    }
}
