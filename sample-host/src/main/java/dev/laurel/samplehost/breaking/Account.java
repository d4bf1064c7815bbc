package dev.laurel.samplehost.breaking;

import java.time.Instant;
import java.util.BitSet;

/** What whoever posts activities knows of them, without asking: which there are, whom each is about, what was acknowledged. */
final class Account {
    /** What the rule of the community gives for each. */
    static final long POINTS = 5;

    static final String UNIT = "points/kindness";
    static final String SOURCE = "portal";

    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
    /** Members take turns, and each has fewer activities than a page of entries has lines. */
    private static final int TURNS = 50;

    private static final int A_MEMBER = 100;
    private static final int BLOCK = TURNS * A_MEMBER;

    private final String name;
    private final int textLength;
    private final BitSet acknowledged = new BitSet();
    private int next;

    /**
     * Nothing has been posted yet.
     *
     * @param name begins every id
     * @param textLength how long a text each activity carries; 0 for none
     */
    Account(String name, int textLength) {
        this.name = name;
        this.textLength = textLength;
    }

    /** {@return so many activities that were not posted before} */
    Batch batch(int size) {
        Batch batch = new Batch(next, next + size, false);
        next += size;
        return batch;
    }

    /** {@return how many there are} */
    int size() {
        return next;
    }

    void acknowledge(Batch batch) {
        acknowledged.set(batch.from(), batch.to());
    }

    boolean isAcknowledged(int number) {
        return acknowledged.get(number);
    }

    /** {@return how many have been acknowledged} */
    int acknowledged() {
        return acknowledged.cardinality();
    }

    /** {@return how many members the activities are about} */
    int members() {
        return next / BLOCK * TURNS + Math.min(TURNS, next % BLOCK);
    }

    /** {@return the member whom an activity is about} */
    static int member(int number) {
        return number / BLOCK * TURNS + number % TURNS;
    }

    /** {@return the id of a member} */
    String memberId(int member) {
        return name + "-" + member;
    }

    /** {@return how many activities about a member have been acknowledged} */
    int acknowledgedOf(int member) {
        int count = 0;
        int block = member / TURNS * BLOCK;
        for (int number = block + member % TURNS; number < Math.min(block + BLOCK, next); number += TURNS) {
            count += acknowledged.get(number) ? 1 : 0;
        }
        return count;
    }

    /** {@return when an activity happened, which is another time for each} */
    private static Instant at(int number) {
        return FIRST.plusMillis(number);
    }

    /** {@return the number of the activity that happened at a time; -1 if there is none} */
    int number(Instant happened) {
        long millis = happened.toEpochMilli() - FIRST.toEpochMilli();
        return millis >= 0 && millis < next && at((int) millis).equals(happened) ? (int) millis : -1;
    }

    /** {@return activities as the API takes them} */
    String body(Batch batch) {
        StringBuilder json = new StringBuilder("{\"activities\":[");
        for (int number = batch.from(); number < batch.to(); number++) {
            json.append(number == batch.from() ? "" : ",").append(activity(number));
        }
        return json.append("]}").toString();
    }

    private String activity(int number) {
        String text = textLength == 0 ? "" : ",\"text\":\"" + text(number) + "\"";
        return "{\"type\":\"thanks.given\",\"id\":\"" + name + "-" + number + "\",\"at\":\"" + at(number)
                + "\",\"amount\":" + (number + 1) + ",\"actors\":{\"thanked\":{\"id\":\"" + memberId(member(number))
                + "\"}}" + text + "}";
    }

    /** Letters in an order that does not shrink much. */
    private String text(int number) {
        StringBuilder text = new StringBuilder(textLength);
        long state = number + 1L;
        for (int i = 0; i < textLength; i++) {
            state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            text.append((char) ('a' + (state >>> 33) % 26));
        }
        return text.toString();
    }
}
