package dev.laurel.load;

import dev.laurel.leaderboard.Declaration;
import dev.laurel.leaderboard.Leaderboards;
import dev.laurel.load.ReadTimes.Question;
import dev.laurel.spi.reward.Window;
import dev.laurel.view.Place;
import dev.laurel.view.Slice;
import dev.laurel.view.Ties;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Measures a leaderboard of many members: how long questions take, how much memory it needs, and what changes cost, beside
 * a Redis with the same scores and the same changes in the same run. Not a test: it judges nothing, it prints what is
 * promised beside what it finds.
 */
final class LeaderboardLoad {
    /** The name of the sorted set. */
    static final String KEY = "z";

    private static final String NAME = "points";
    private static final int ASKED = 200_000;
    private static final int ASKED_REDIS = 20_000;
    private static final double P99 = 0.99;
    private static final double P999 = 0.999;

    private final int rounds;
    private final int members;
    private final SplittableRandom random = new SplittableRandom(42);
    private final Map<Question, Double> redisMicros = new EnumMap<>(Question.class);
    private double redisBytes = Double.NaN;
    private @Nullable Leaderboards boards = new Leaderboards(
            List.of(new Declaration(
                    NAME, "points", "", Map.of(), List.of(), Window.EVER, 1, Ties.COMPETITION, false, "")),
            ZoneOffset.UTC,
            Gains.NOW);

    LeaderboardLoad(int rounds, int members) {
        this.rounds = rounds;
        this.members = members;
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
        System.out.flush();
    }

    private static void row(String what, List<Double> found, String redis, String ratio, String promise) {
        print(
                "%-52s %9.2f %9.2f..%-9.2f %9s %7s  %s%n",
                what, LoadHarness.median(found), Collections.min(found), Collections.max(found), redis, ratio, promise);
    }

    private static String figure(double figure) {
        return Double.isNaN(figure) ? "-" : String.format(Locale.ROOT, figure < 0.1 ? "%.3f" : "%.2f", figure);
    }

    private Leaderboards boards() {
        return Objects.requireNonNull(boards, "boards");
    }

    /** Runs all measurements and prints them. */
    void run() throws IOException, InterruptedException {
        print(
                "%d processors, Java %d, %,d members, scores lognormal, %d rounds; ratio: ours to Redis%n",
                Runtime.getRuntime().availableProcessors(), Runtime.version().feature(), members, rounds);
        print("%-52s %9s %20s %9s %7s  %s%n", "", "median", "lowest..highest ", "Redis", "ratio", "promised");
        Gains first = Gains.first(members, random);
        long before = LoadHarness.used();
        first.give(boards());
        double heap = LoadHarness.used() - before;
        try (RedisServer redis = RedisServer.start()) {
            if (redis == null) {
                print(
                        "No redis-server on the path, so nothing stands beside. It comes with: apt-get install redis-server%n");
            } else {
                load(redis, first);
            }
            memory("after the load", (double) boards().bytes(), heap, boards().size(NAME, Slice.ALL));
            costs(UpdateCosts.of(boards(), redis, first, rounds));
            if (redis != null) {
                compare(redis);
                ask(redis);
            }
        }
        for (int i = 0; i < 20; i++) {
            Gains.more(members / 10, members, random).give(boards());
        }
        reads("");
        readsWhileWritten();
        double own = boards().bytes();
        int size = boards().size(NAME, Slice.ALL);
        double all = LoadHarness.used();
        boards = null;
        memory("after 2 changes a member", own, all - LoadHarness.used(), size);
    }

    private void load(RedisServer redis, Gains first) {
        double before = Double.parseDouble(redis.info("memory", "used_memory"));
        for (int from = 0; from < members; from += Gains.BATCH) {
            List<String> words = new ArrayList<>(List.of("ZADD", KEY));
            for (int i = from; i < Math.min(members, from + Gains.BATCH); i++) {
                words.add(Integer.toString(first.amounts()[i]));
                words.add(Integer.toString(first.whom()[i]));
            }
            redis.ask(words.toArray(String[]::new));
        }
        redisBytes = (Double.parseDouble(redis.info("memory", "used_memory")) - before) / members;
        print("(beside it: Redis %s)%n", redis.info("server", "redis_version"));
    }

    private void memory(String when, double own, double heap, int size) {
        double counted = own / size;
        double found = heap / size;
        String promise = "at most 16";
        String redis = figure(redisBytes);
        row("bytes a member, counted, " + when, List.of(counted), redis, figure(counted / redisBytes), promise);
        row("bytes a member, of the heap, " + when, List.of(found), redis, figure(found / redisBytes), promise);
    }

    private static void costs(UpdateCosts costs) {
        boolean alone = costs.redis.isEmpty();
        double redis = alone ? Double.NaN : LoadHarness.median(costs.redis);
        String beside = figure(redis);
        double times = alone ? Double.NaN : LoadHarness.median(costs.timesRedis);
        row("thousands of changes a CPU second", costs.boards, beside, figure(times), "15 times Redis");
        if (!alone) {
            row("  Redis, ZINCRBY of members it has", costs.redis, beside, figure(1), "");
            row("  how many times Redis", costs.timesRedis, "", "", "at least 15");
        }
        part("  with all this process did for it", costs.process, redis);
        part("  ranking and lock alone", costs.locked, redis);
        part("  tree alone", costs.tree, redis);
    }

    private static void part(String what, List<Double> found, double redis) {
        row(what, found, figure(redis), figure(LoadHarness.median(found) / redis), "");
    }

    /** What was compared should have done the same. */
    private void compare(RedisServer redis) {
        for (int i = 0; i < 1_000; i++) {
            int member = random.nextInt(members);
            Place place = Objects.requireNonNull(boards().place(NAME, Slice.ALL, member), "place");
            String score = redis.ask("ZSCORE", KEY, Integer.toString(member)).get(0);
            String above = redis.ask("ZCOUNT", KEY, "(" + score, "+inf").get(0);
            if (place.score() != Long.parseLong(score) || place.rank() != Long.parseLong(above) + 1) {
                throw new IllegalStateException("Redis says " + score + " and " + above + " above, not " + place);
            }
        }
    }

    private void ask(RedisServer redis) {
        for (Question question : Question.values()) {
            ReadTimes.ask(redis, question, ASKED_REDIS / 10, members);
            double micros = ReadTimes.micros(ReadTimes.ask(redis, question, ASKED_REDIS, members), P99);
            redisMicros.put(question, micros);
        }
    }

    private void reads(String when) {
        ReadTimes times = new ReadTimes(boards(), NAME, members);
        for (Question question : Question.values()) {
            times.warmUp(question);
        }
        for (Question question : Question.values()) {
            List<Double> p99 = new ArrayList<>();
            List<Double> p999 = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                long[] nanos = times.ask(question, ASKED);
                p99.add(ReadTimes.micros(nanos, P99));
                p999.add(ReadTimes.micros(nanos, P999));
            }
            double redis = redisMicros.getOrDefault(question, Double.NaN);
            double ratio = LoadHarness.median(p99) / redis;
            String what = question.words + when;
            row(what + ", p99, us", p99, figure(redis), figure(ratio), "under 5");
            row("  p99.9", p999, "", "", "");
        }
    }

    private void readsWhileWritten() throws InterruptedException {
        Writing writing = new Writing(boards(), members);
        Thread writer = new Thread(writing, "writer");
        writer.start();
        try {
            reads(", written");
        } finally {
            writing.stopped = true;
            writer.join();
        }
        row("  thousands of changes a second meanwhile", List.of(writing.rate / 1e3), "", "", "");
    }

    /** Changes at a steady rate, batch by batch. */
    private static final class Writing implements Runnable {
        private static final int RATE = 300_000;

        private final Leaderboards boards;
        private final Gains gains;
        private volatile boolean stopped;
        private volatile double rate;

        Writing(Leaderboards boards, int members) {
            this.boards = boards;
            this.gains = Gains.more(10 * RATE, members, new SplittableRandom(5));
        }

        @Override
        public void run() {
            long start = System.nanoTime();
            long done = 0;
            while (!stopped) {
                gains.give(boards, (int) (done % gains.size()));
                done += Gains.BATCH;
                long due = start + done * 1_000_000_000L / RATE;
                LockSupport.parkNanos(due - System.nanoTime());
            }
            rate = done / ((System.nanoTime() - start) / 1e9);
        }
    }
}
