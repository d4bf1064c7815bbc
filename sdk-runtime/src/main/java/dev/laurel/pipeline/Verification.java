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
import dev.laurel.store.Commit;
import dev.laurel.store.Space;
import dev.laurel.store.Store;
import dev.laurel.store.StoreException;
import dev.laurel.view.VerifyReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads all pages of a community and its log from the beginning, on a thread of its own, and says what does not add up.
 */
final class Verification implements SegmentRecords {
    private static final int MOST_PROBLEMS = 20;

    private final Partition partition;
    private final IdComparison ids;
    private final Dictionary dictionary = new Dictionary();
    private final Ledger ledger = new Ledger();
    private final List<String> problems = new ArrayList<>();
    private byte[] hash = new byte[32];
    private long segments;
    private long activities;
    private long identities;

    /** What the community in memory comes to, at a moment. */
    private record Held(long segment, long entries, long balances, long activities, long ids) {

        static Held by(Engine engine) {
            Ledger ledger = engine.ledger();
            return new Held(
                    engine.segment(),
                    ledger.entries(),
                    fingerprint(ledger),
                    engine.activities(),
                    engine.ids().size());
        }
    }

    Verification(Partition partition) {
        this.partition = partition;
        this.ids = new IdComparison(partition, this::problem);
    }

    VerifyReport run() {
        Held held = partition.read(Held::by).join();
        boolean whole = readLog(held);
        if (whole && (ledger.entries() != held.entries() || fingerprint(ledger) != held.balances())) {
            problem("the balances in memory are not what the entries add up to: start the community again");
        }
        problems.addAll(ledger.imbalances());
        if (held.ids() != held.activities()) {
            problem(held.ids() + " ids of activities are remembered, and there are " + held.activities()
                    + " activities: one that is sent again may count twice; restore a backup");
        }
        readPages();
        return new VerifyReport(segments, activities, ledger.entries(), List.copyOf(problems));
    }

    /**
     * Reads segment by segment, each for itself: a read under way while the partition is asked would keep it from
     * scrubbing, and so from answering.
     *
     * @return whether it was read to the end
     */
    private boolean readLog(Held held) {
        Store store = partition.store();
        try {
            for (long number = 1; number <= held.segment(); number++) {
                Commit.Segment segment = store.segment(number);
                if (!isLinked(segment)) {
                    return false;
                }
                SegmentReading.read(segment, dictionary, this);
                ids.compareIfMany();
            }
            ids.compare();
            return true;
        } catch (StoreException e) {
            problem(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** What a store finds out by itself when it reads a page: that it is not what was written. */
    private void readPages() {
        for (Space space : Space.values()) {
            try {
                partition.store().pages(space, (major, minor, body) -> {});
            } catch (StoreException e) {
                problem(String.valueOf(e.getMessage()));
            }
        }
    }

    private boolean isLinked(Commit.Segment segment) {
        boolean linked = Arrays.equals(SegmentWriter.hash(hash, segment.body()), segment.hash());
        if (!linked) {
            problem("segment " + segment.number()
                    + " or the one before has been changed, its hash is another: restore a backup");
        }
        hash = segment.hash();
        segments = segment.number();
        return linked;
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
        ids.add(fact);
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
