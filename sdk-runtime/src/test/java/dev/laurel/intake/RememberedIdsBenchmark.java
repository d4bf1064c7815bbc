package dev.laurel.intake;

import dev.laurel.store.Commit;
import dev.laurel.store.HeapStore;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What it costs to check and to remember one id, without the disk: pages are in memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class RememberedIdsBenchmark {
    private static final int OPERATIONS = 100_000;
    private static final int BATCH = 1_000;

    /** How many are remembered already. */
    @Param({"1000000", "10000000"})
    public int remembered;

    /** How many of them fit in memory. */
    @Param({"100000000", "1000000"})
    public long bound;

    private HeapStore store = new HeapStore();
    private RememberedIds ids = RememberedIds.open(store, 0);
    private SplittableRandom random = new SplittableRandom(1);
    private long next;
    private long sequential;

    /** Remembers ids in commits of a thousand. */
    @Setup(Level.Trial)
    public void fill() {
        store = new HeapStore();
        ids = RememberedIds.open(store, bound);
        for (next = 0; next < remembered; ) {
            addSome(BATCH);
        }
        System.out.printf(
                "%n%,d ids: %.2f bytes an id in the heap, %d runs%n",
                remembered, (double) ids.heapBytes() / remembered, ids.runs());
    }

    /** A new activity: not found, then remembered, then its share of a commit. */
    @Benchmark
    @OperationsPerInvocation(OPERATIONS)
    public long findAndAddNew() {
        for (int i = 0; i < OPERATIONS; i += BATCH) {
            addSome(BATCH);
        }
        return next;
    }

    /** An import started again from its beginning. */
    @Benchmark
    @OperationsPerInvocation(OPERATIONS)
    public long findDuplicatesInOrder() {
        long sum = 0;
        for (int i = 0; i < OPERATIONS; i++) {
            long each = sequential++ % remembered;
            long number = ids.find(hash(each), each);
            sum += ids.digest(number);
        }
        return sum;
    }

    /** Duplicates of any age. */
    @Benchmark
    @OperationsPerInvocation(OPERATIONS)
    public long findDuplicatesAtRandom() {
        long sum = 0;
        for (int i = 0; i < OPERATIONS; i++) {
            long each = random.nextLong(remembered);
            sum += ids.find(hash(each), each);
        }
        return sum;
    }

    private void addSome(int count) {
        for (int i = 0; i < count; i++, next++) {
            long hi = hash(next);
            if (ids.find(hi, next) < 0) {
                ids.add(hi, next, next);
            }
        }
        Commit commit = new Commit();
        ids.contribute(commit);
        store.commit(commit);
    }

    private static long hash(long number) {
        long bits = (number + 1) * 0x9E3779B97F4A7C15L;
        bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
        return bits ^ bits >>> 31;
    }

    /**
     * Runs it.
     *
     * @param arguments none
     * @throws RunnerException if it could not run
     */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(RememberedIdsBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
