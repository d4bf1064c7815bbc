package dev.laurel.log;

import dev.laurel.store.Commit;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/** Collects the records of one batch and seals them into a segment. Not safe for use by several threads. */
public final class SegmentWriter {
    static final int FORMAT = 1;
    static final int HEADER = 21;
    static final int HASH_BYTES = 32;
    static final int WORD = 1;
    static final int IDENTITY = 2;
    static final int OBJECT = 3;
    static final int ACTIVITY = 4;
    static final int STEP = 5;
    static final int DECISION = 6;

    private final Bytes out = new Bytes(1 << 16);
    private final Dictionary dictionary;
    private int[] activityOffsets = new int[64];
    private int activities;
    private long number;
    private long firstActivity;
    private long time;

    /**
     * A writer.
     *
     * @param dictionary its new words are written with each segment
     */
    public SegmentWriter(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /**
     * Starts a segment.
     *
     * @param number its number
     * @param time the time of the batch, in microseconds since 1970
     * @param firstActivity the number that the first activity in it will have
     */
    public void begin(long number, long time, long firstActivity) {
        this.number = number;
        this.firstActivity = firstActivity;
        this.time = time;
        this.activities = 0;
        out.clear();
        out.put(FORMAT);
        out.putLong(time);
        out.putLong(firstActivity);
        out.putInt(0);
    }

    /** {@return the time of the batch} */
    public long time() {
        return time;
    }

    /**
     * Where an activity stands that is written in this segment.
     *
     * @param activity its number
     * @return its place
     */
    public long placeOf(long activity) {
        return Place.of(number, activityOffsets[(int) (activity - firstActivity)]);
    }

    /** {@return the number of the segment being written; 0 between segments} */
    long number() {
        return number;
    }

    byte[] raw() {
        return out.raw();
    }

    /** {@return how many bytes are written} */
    public int length() {
        return out.length();
    }

    /** {@return whether nothing has been written since the start, new words included} */
    public boolean isEmpty() {
        return out.length() == HEADER && !dictionary.hasUnlogged();
    }

    /** {@return how many activities are written} */
    public int activities() {
        return activities;
    }

    /** {@return where the next record will stand} */
    public long nextPlace() {
        return Place.of(number, out.length());
    }

    /**
     * Writes a new identity; identities are numbered in the order in which they are written.
     *
     * @param source the word for its source
     * @param high first half of its keyed hash
     * @param low second half
     */
    public void identity(int source, long high, long low) {
        hashed(IDENTITY, source, high, low);
    }

    /**
     * Writes a new object; objects are numbered in the order in which they are written.
     *
     * @param source the word for its source
     * @param high first half of its keyed hash
     * @param low second half
     */
    public void object(int source, long high, long low) {
        hashed(OBJECT, source, high, low);
    }

    private void hashed(int kind, int source, long high, long low) {
        out.put(kind);
        out.putVar(source);
        out.putLong(high);
        out.putLong(low);
    }

    /**
     * Writes an activity and sets its place.
     *
     * @param fact the activity
     */
    public void activity(ActivityFact fact) {
        fact.place = nextPlace();
        if (activities == activityOffsets.length) {
            activityOffsets = Arrays.copyOf(activityOffsets, activities * 2);
        }
        activityOffsets[activities++] = out.length();
        out.put(ACTIVITY);
        ActivityCodec.write(fact, time, out);
    }

    /**
     * Writes a step of a chain.
     *
     * @param step the step; its place is not read
     * @return where it stands
     */
    public long step(Step step) {
        long place = nextPlace();
        out.put(STEP);
        StepCodec.write(step, time, out);
        return place;
    }

    /**
     * Writes a decision.
     *
     * @param decision the decision
     */
    public void decision(DecisionFact decision) {
        out.put(DECISION);
        out.putText(decision.kind());
        out.putSigned(decision.at());
        out.putVar(decision.numbers().size());
        decision.numbers().forEach(out::putSigned);
        out.putVar(decision.texts().size());
        decision.texts().forEach(out::putText);
    }

    /**
     * Seals the segment; the next one has to be begun before anything more is written.
     *
     * @param previousHash the hash of the segment before
     * @return the segment, ready to be committed
     */
    public Commit.Segment seal(byte[] previousHash) {
        List<String> words = dictionary.takeUnlogged();
        int wordsAt = out.length();
        for (String word : words) {
            out.put(WORD);
            out.putText(word);
        }
        for (int i = 0; i < activities; i++) {
            out.putInt(activityOffsets[i]);
        }
        out.putInt(activities);
        byte[] body = out.toArray();
        if (body.length > Place.MOST_BYTES) {
            throw new IllegalStateException("a batch of " + body.length + " bytes does not fit into a segment");
        }
        for (int i = 0; i < 4; i++) {
            body[HEADER - 4 + i] = (byte) (wordsAt >>> (24 - 8 * i));
        }
        Commit.Segment sealed = new Commit.Segment(number, hash(previousHash, body), body);
        number = 0;
        return sealed;
    }

    /**
     * The chained hash of a segment.
     *
     * @param previous the hash of the segment before; 32 zero bytes for the first
     * @param body the body
     * @return SHA-256 over both
     */
    public static byte[] hash(byte[] previous, byte[] body) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(previous);
            return sha.digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
