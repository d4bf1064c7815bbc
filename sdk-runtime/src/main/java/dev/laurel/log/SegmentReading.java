package dev.laurel.log;

import dev.laurel.store.Commit;
import dev.laurel.store.StoreException;
import java.util.ArrayList;
import java.util.List;

/** Reads segments: all records in order, or one at a place. */
public final class SegmentReading {
    private SegmentReading() {}

    /**
     * When the batch of a segment was committed.
     *
     * @param body the segment's body
     * @return microseconds since 1970
     */
    public static long time(byte[] body) {
        return new BytesReader(body, 1).getLong();
    }

    /**
     * The number of the first activity of a segment.
     *
     * @param body the segment's body
     * @return the number; that of the next activity if it holds none
     */
    public static long firstActivity(byte[] body) {
        return new BytesReader(body, 9).getLong();
    }

    /**
     * Reads all records of a segment, its new words first.
     *
     * @param segment the segment
     * @param dictionary takes the new words
     * @param records gets the rest
     * @throws StoreException if it is of a newer format or damaged
     */
    public static void read(Commit.Segment segment, Dictionary dictionary, SegmentRecords records) {
        byte[] body = segment.body();
        try {
            if (body[0] != SegmentWriter.FORMAT) {
                throw new StoreException(
                        "segment " + segment.number() + " has format " + body[0]
                                + ", which this version does not know: use the version that wrote it, or a newer one",
                        null);
            }
            int wordsAt = fixed(body, SegmentWriter.HEADER - 4);
            BytesReader words = new BytesReader(body, wordsAt);
            int wordsEnd = body.length - 4 - 4 * activities(body);
            while (words.position() < wordsEnd) {
                words.get();
                dictionary.replay(words.getText());
            }
            long time = time(body);
            BytesReader in = new BytesReader(body, SegmentWriter.HEADER);
            while (in.position() < wordsAt) {
                readOne(in, time, segment.number(), records);
            }
        } catch (IndexOutOfBoundsException | NegativeArraySizeException | IllegalStateException e) {
            throw new StoreException(
                    "segment " + segment.number() + " cannot be read, its bytes are damaged: restore a backup", e);
        }
    }

    private static void readOne(BytesReader in, long time, long segment, SegmentRecords records) {
        long place = Place.of(segment, in.position());
        int kind = in.get();
        switch (kind) {
            case SegmentWriter.IDENTITY -> records.identity(in.getInt(), in.getLong(), in.getLong());
            case SegmentWriter.OBJECT -> records.object(in.getInt(), in.getLong(), in.getLong());
            case SegmentWriter.ACTIVITY -> records.activity(ActivityCodec.read(in, time, place));
            case SegmentWriter.STEP -> records.step(StepCodec.read(in, time, place));
            case SegmentWriter.DECISION -> records.decision(decision(in));
            default -> throw new IllegalStateException("there is no record of kind " + kind);
        }
    }

    private static DecisionFact decision(BytesReader in) {
        String kind = in.getText();
        long at = in.getSigned();
        int count = in.getInt();
        List<Long> numbers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            numbers.add(in.getSigned());
        }
        int texts = in.getInt();
        List<String> words = new ArrayList<>(texts);
        for (int i = 0; i < texts; i++) {
            words.add(in.getText());
        }
        return new DecisionFact(kind, at, numbers, words);
    }

    static ActivityFact activity(byte[] body, long place) {
        BytesReader in = at(body, place, SegmentWriter.ACTIVITY);
        return ActivityCodec.read(in, time(body), place);
    }

    static Step step(byte[] body, long place) {
        BytesReader in = at(body, place, SegmentWriter.STEP);
        return StepCodec.read(in, time(body), place);
    }

    private static BytesReader at(byte[] body, long place, int kind) {
        BytesReader in = new BytesReader(body, Place.offset(place));
        if (in.get() != kind) {
            throw new StoreException(
                    "segment " + Place.segment(place) + " does not hold what is expected at byte " + Place.offset(place)
                            + ": run verify, and restore a backup if it finds damage",
                    null);
        }
        return in;
    }

    /**
     * How many activities a segment holds.
     *
     * @param body the segment's body
     * @return how many
     */
    public static int activities(byte[] body) {
        return fixed(body, body.length - 4);
    }

    /**
     * Where an activity of a segment stands.
     *
     * @param segment the segment's number
     * @param body its body
     * @param number the activity's number
     * @return its place
     */
    public static long place(long segment, byte[] body, long number) {
        int count = activities(body);
        int index = (int) (number - firstActivity(body));
        return Place.of(segment, fixed(body, body.length - 4 - 4 * count + 4 * index));
    }

    private static int fixed(byte[] body, int at) {
        return (body[at] & 0xFF) << 24
                | (body[at + 1] & 0xFF) << 16
                | (body[at + 2] & 0xFF) << 8
                | (body[at + 3] & 0xFF);
    }
}
