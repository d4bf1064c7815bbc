package dev.laurel.intake;

import dev.laurel.store.Commit;

/** Writes the oldest numbers of the table as a run, bucket by bucket: that is the order of the ids. */
final class TableFlush extends RunJob {
    private final IdTable table;
    private final long from;
    private final long to;
    private int bucket = -1;
    private long[] entries = {};
    private int written;

    TableFlush(IdTable table, long major, long from, long to) {
        super(new RunWriter(major, 0, from, to));
        this.table = table;
        this.from = from;
        this.to = to;
    }

    @Override
    boolean write(RunWriter writer, Commit commit, Budget budget) {
        while (true) {
            while (written < entries.length) {
                if (budget.isSpent()) {
                    return false;
                }
                long entry = entries[written++];
                writer.add((long) bucket << 32 | entry >>> 32, entry & 0xFFFFFFFFL, commit, budget);
            }
            if (bucket + 1 == IdTable.BUCKETS) {
                entries = new long[0];
                return true;
            }
            if (budget.isSpent()) {
                return false;
            }
            bucket++;
            entries = table.sorted(bucket, from, to);
            written = 0;
            // Looking through a bucket takes time too, and may yield nothing.
            budget.spend(table.slots(bucket) / 8);
        }
    }

    @Override
    long heapBytes() {
        return super.heapBytes() + 16 + 8L * entries.length;
    }
}
