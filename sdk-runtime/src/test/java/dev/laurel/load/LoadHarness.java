package dev.laurel.load;

import dev.laurel.pipeline.LoadBench;
import dev.laurel.pipeline.Partition;
import dev.laurel.spi.activity.Activity;
import dev.laurel.store.Access;
import dev.laurel.store.HeapStore;
import dev.laurel.store.SqliteStore;
import dev.laurel.store.Store;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Measures how fast a community takes activities in, beside a bare file append of the same bytes in the same batches. All
 * of it in one run, in turns, so that a machine whose speed drifts treats everybody alike. Not a test: it judges nothing.
 *
 * <p>Arguments: the number of rounds (3), and how many activities are "a million" (1000000). If the property laurel.load
 * is "leaderboard", it measures a leaderboard instead; then they are the rounds, and how many members it has (10000000).
 */
public final class LoadHarness {
    private static final int MEMBERS = 100_000;
    private static final int AUTHORS = 20_000;
    private static final int IN_FLIGHT = 4;
    private static final int SEED = 42;
    private static final String INTAKE = "intake";

    private final int rounds;
    private final int million;
    private final Path folder;
    private long next;

    private LoadHarness(int rounds, int million, Path folder) {
        this.rounds = rounds;
        this.million = million;
        this.folder = folder;
        this.next = million;
    }

    /**
     * Runs all measurements and prints them.
     *
     * @param arguments see above
     * @throws IOException if the temporary folder cannot be used
     * @throws InterruptedException if somebody stops it
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length > 0 && !arguments[0].isBlank() ? Integer.parseInt(arguments[0]) : 3;
        String load = System.getProperty("laurel.load", INTAKE);
        switch (load) {
            case INTAKE -> intake(rounds, arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000);
            case "leaderboard" ->
                new LeaderboardLoad(rounds, arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000_000).run();
            default ->
                throw new IllegalArgumentException(
                        "there is no load " + load + ": -Dlaurel.load is intake or leaderboard");
        }
    }

    private static void intake(int rounds, int million) throws IOException {
        LoadHarness harness = new LoadHarness(rounds, million, Files.createTempDirectory("laurel-load"));
        harness.print(
                "%d processors, Java %d, %d rounds, medians; activities a second unless said%n",
                Runtime.getRuntime().availableProcessors(), Runtime.version().feature(), rounds);
        harness.foldOnly();
        harness.durable();
        harness.lateness();
        harness.history();
        harness.idleMembers();
    }

    private void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
        System.out.flush();
    }

    static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private Store store(Path file) {
        return SqliteStore.open(file, Access.FAIL, Duration.ZERO, InstantSource.system());
    }

    private Partition partition(Path file) {
        return LoadBench.partition(() -> store(file));
    }

    private static List<List<Activity>> batches(List<Activity> all, int size) {
        List<List<Activity>> batches = new ArrayList<>();
        for (int i = 0; i < all.size(); i += size) {
            batches.add(all.subList(i, Math.min(all.size(), i + size)));
        }
        return batches;
    }

    /** Records batches, a few calls in flight, and says how many seconds it took until all were durable. */
    private static double record(Partition partition, List<List<Activity>> batches, int inFlight) {
        Deque<CompletableFuture<?>> flying = new ArrayDeque<>();
        long start = System.nanoTime();
        for (List<Activity> batch : batches) {
            flying.add(partition.record("bench", batch));
            while (flying.size() >= inFlight) {
                flying.remove().join();
            }
        }
        flying.forEach(CompletableFuture::join);
        return (System.nanoTime() - start) / 1e9;
    }

    private void foldOnly() {
        int count = million / 2;
        List<List<Activity>> first = new ArrayList<>(batches(LoadBench.answers(AUTHORS), 1_000));
        first.addAll(batches(LoadBench.votes(0, count, MEMBERS, AUTHORS), 1_000));
        List<List<Activity>> then = batches(LoadBench.votes(count, count, MEMBERS, AUTHORS), 1_000);
        List<Double> beginning = new ArrayList<>();
        List<Double> after = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            try (Store store = new HeapStore()) {
                long[] nanos = LoadBench.foldOnly(store, first, then);
                if (round > 0) {
                    beginning.add((2.0 * count + AUTHORS) / (nanos[0] / 1e9));
                    after.add(2.0 * count / (nanos[1] / 1e9));
                }
            }
        }
        print(
                "fold only, store in memory, one thread: %,.0f participations a second; while all members are new %,.0f%n",
                median(after), median(beginning));
    }

    private void durable() throws IOException {
        Path full = folder.resolve("full.laurel");
        try (Partition partition = partition(full)) {
            record(partition, batches(LoadBench.answers(AUTHORS), 10_000), IN_FLIGHT);
            record(partition, batches(LoadBench.votes(0, million, MEMBERS, AUTHORS), 10_000), IN_FLIGHT);
            print("remembered ids: %.1f bytes of heap each%n", LoadBench.bytesAnId(partition));
            long bytes = Files.size(full) / million;
            print("on disk: %d bytes an activity%n", bytes);
            for (int batch : new int[] {1, 100, 1_000, 10_000}) {
                besides(partition, batch, bytes);
            }
        }
        List<Double> opens = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            partition(full).close();
            opens.add((next + AUTHORS) / ((System.nanoTime() - start) / 1e9));
        }
        print("open, everything as the tail: %,.0f activities a second%n", median(opens));
    }

    /** Empty, full and bare in turns. */
    private void besides(Partition full, int batch, long bytes) throws IOException {
        int count = Math.min(million / 4, batch == 1 ? 2_000 : batch * 200);
        List<Double> empty = new ArrayList<>();
        List<Double> filled = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            double atEmpty = onEmpty(batch, count);
            double atFull = onFull(full, batch, count);
            double atBare = append(batch, count, bytes);
            if (round > 0) {
                empty.add(atEmpty);
                filled.add(atFull);
                bare.add(atBare);
            }
        }
        print(
                "batches of %,d: empty %,.0f, with %,d stored %,.0f (%.2f of it), bare append %,.0f; of bare %.2f and %.2f%n",
                batch,
                median(empty),
                million,
                median(filled),
                median(filled) / median(empty),
                median(bare),
                median(empty) / median(bare),
                median(filled) / median(bare));
    }

    private double onEmpty(int batch, int count) throws IOException {
        try (Partition partition =
                partition(Files.createTempDirectory(folder, "empty").resolve("c.laurel"))) {
            record(partition, batches(LoadBench.answers(AUTHORS), 10_000), IN_FLIGHT);
            List<List<Activity>> votes = batches(LoadBench.votes(0, count, MEMBERS, AUTHORS), batch);
            return count / record(partition, votes, batch == 1 ? 1 : IN_FLIGHT);
        }
    }

    private double onFull(Partition full, int batch, int count) {
        List<List<Activity>> votes = batches(LoadBench.votes(next, count, MEMBERS, AUTHORS), batch);
        next += count;
        return count / record(full, votes, batch == 1 ? 1 : IN_FLIGHT);
    }

    private double append(int batch, int count, long bytes) throws IOException {
        byte[] body = new byte[(int) (bytes * batch)];
        new SplittableRandom(SEED).nextBytes(body);
        Path file = Files.createTempFile(folder, "bare", "");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long start = System.nanoTime();
            for (int i = 0; i < count; i += batch) {
                ByteBuffer buffer = ByteBuffer.wrap(body);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(false);
            }
            return count / ((System.nanoTime() - start) / 1e9);
        } finally {
            Files.delete(file);
        }
    }

    private void lateness() throws IOException {
        int count = million / 4;
        List<Double> ratios = new ArrayList<>();
        List<Activity> ordered = LoadBench.votes(0, count, MEMBERS, AUTHORS);
        List<Activity> delayed = delayed(ordered);
        for (int round = 0; round <= rounds; round++) {
            double inOrder = fresh(ordered);
            double late = fresh(delayed);
            if (round > 0) {
                ratios.add(late / inOrder);
            }
        }
        print("1 %% of activities up to a day late: %.2f times the time of none late%n", median(ratios));
    }

    private double fresh(List<Activity> votes) throws IOException {
        try (Partition partition =
                partition(Files.createTempDirectory(folder, "late").resolve("c.laurel"))) {
            record(partition, batches(LoadBench.answers(AUTHORS), 10_000), IN_FLIGHT);
            return record(partition, batches(votes, 1_000), IN_FLIGHT);
        }
    }

    /** One in a hundred is handed over up to a day, that is up to 86,400 votes, after its turn. */
    private static List<Activity> delayed(List<Activity> ordered) {
        SplittableRandom random = new SplittableRandom(SEED);
        long[] turns = new long[ordered.size()];
        for (int i = 0; i < turns.length; i++) {
            long delay = random.nextInt(100) == 0 ? random.nextInt(86_400) : 0;
            turns[i] = (i + delay) << 24 | i;
        }
        Arrays.sort(turns);
        List<Activity> all = new ArrayList<>(turns.length);
        for (long turn : turns) {
            all.add(ordered.get((int) (turn & 0xFFFFFF)));
        }
        return all;
    }

    private void history() throws IOException {
        int count = million / 4;
        List<Activity> ordered = LoadBench.votes(0, count, MEMBERS, AUTHORS);
        List<Activity> newestFirst = new ArrayList<>(ordered);
        Collections.reverse(newestFirst);
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            double inOrder = fresh(ordered);
            double backwards = backwards(newestFirst);
            if (round > 0) {
                ratios.add(backwards / inOrder);
            }
        }
        print("history newest first: %.2f times the time of oldest first%n", median(ratios));
    }

    private double backwards(List<Activity> votes) throws IOException {
        try (Partition partition =
                partition(Files.createTempDirectory(folder, "back").resolve("c.laurel"))) {
            record(partition, batches(LoadBench.answers(AUTHORS), 10_000), IN_FLIGHT);
            List<List<Activity>> pages = batches(votes, 1_000);
            long start = System.nanoTime();
            for (int i = 0; i < pages.size(); i++) {
                LoadBench.history(partition, pages.get(i), i < pages.size() - 1);
            }
            LoadBench.settle(partition);
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private void idleMembers() throws IOException {
        Path file = folder.resolve("idle.laurel");
        try (Partition partition = partition(file)) {
            for (int from = 0; from < million; from += 10_000) {
                record(partition, List.of(LoadBench.joins(from, 10_000)), 1);
            }
        }
        long start = System.nanoTime();
        @Nullable Partition open = partition(file);
        double seconds = (System.nanoTime() - start) / 1e9;
        double ids = LoadBench.bytesAnId(open);
        long whileOpen = used();
        open.close();
        open = null;
        long closed = used();
        print(
                "%,d idle members: open in %.2f s, %.0f bytes of heap a member (of which %.0f for its activity's id)%n",
                million, seconds, (double) (whileOpen - closed) / million, ids);
    }

    /** What is in use once everything that nobody needs any more has been collected. */
    static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
