package dev.laurel.pipeline;

import dev.laurel.ledger.Ledger;
import dev.laurel.log.ActivityFact;
import dev.laurel.log.DecisionFact;
import dev.laurel.log.Dictionary;
import dev.laurel.log.Entry;
import dev.laurel.log.SegmentReading;
import dev.laurel.log.SegmentRecords;
import dev.laurel.log.SegmentWriter;
import dev.laurel.log.Step;
import dev.laurel.store.StoreException;
import dev.laurel.view.VerifyReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a community's log from the beginning, on a thread of its own, and says what does not add up. */
final class Verification implements SegmentRecords {
    private static final int MOST_PROBLEMS = 20;

    private final Partition partition;
    private final Dictionary dictionary = new Dictionary();
    private final Ledger ledger = new Ledger();
    private final List<String> problems = new ArrayList<>();
    private byte[] hash = new byte[32];
    private long segments;
    private long activities;
    private long identities;

    /** What the community in memory comes to, at a moment. */
    private record Held(long segment, long entries, long balances) {}

    Verification(Partition partition) {
        this.partition = partition;
    }

    VerifyReport run() {
        Held held = partition
                .read(engine -> new Held(engine.segment(), engine.ledger().entries(), fingerprint(engine.ledger())))
                .join();
        try {
            partition.store().scan(1, segment -> {
                if (segment.number() <= held.segment() && problems.isEmpty()) {
                    check(segment.number(), segment.hash(), segment.body());
                    if (problems.isEmpty()) {
                        SegmentReading.read(segment, dictionary, this);
                    }
                }
            });
        } catch (StoreException e) {
            problem(String.valueOf(e.getMessage()));
        }
        if (problems.isEmpty() && segments != held.segment()) {
            problem("the log ends at segment " + segments + ", and should at " + held.segment());
        }
        if (problems.isEmpty() && (ledger.entries() != held.entries() || fingerprint(ledger) != held.balances())) {
            problem("the balances in memory are not what the entries add up to: start the community again");
        }
        problems.addAll(ledger.imbalances());
        return new VerifyReport(segments, activities, ledger.entries(), List.copyOf(problems));
    }

    private void check(long number, byte[] stored, byte[] body) {
        byte[] expected = SegmentWriter.hash(hash, body);
        if (number != segments + 1) {
            problem("segment " + (segments + 1) + " is missing: restore a backup");
        }
        if (!Arrays.equals(expected, stored)) {
            problem("segment " + number + " or the one before has been changed, its hash is another: restore a backup");
        }
        hash = stored;
        segments = number;
    }

    private void problem(String sentence) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(sentence);
        }
    }

    private static long fingerprint(Ledger ledger) {
        long[] sum = new long[1];
        ledger.visitAll((identity, unit, value) ->
                sum[0] += (identity * 0x9E3779B97F4A7C15L ^ unit * 0xC2B2AE3D27D4EB4FL) * value);
        return sum[0];
    }

    @Override
    public void identity(int source, long high, long low) {
        identities++;
    }

    @Override
    public void object(int source, long high, long low) {}

    @Override
    public void activity(ActivityFact fact) {
        if (fact.number != activities) {
            problem("activity " + fact.number + " stands where " + activities + " is expected: restore a backup");
        }
        activities = fact.number + 1;
    }

    @Override
    public void step(Step step) {
        for (Entry entry : step.entries()) {
            if (entry.account() >= identities) {
                problem("an entry in segment " + segments + " is on an account that does not exist: restore a backup");
            }
            ledger.post(entry);
        }
    }

    @Override
    public void decision(DecisionFact decision) {}
}
