package dev.laurel.load;

import com.sun.management.OperatingSystemMXBean;
import dev.laurel.leaderboard.BareRanking;
import dev.laurel.leaderboard.Leaderboards;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What changes of scores cost, in CPU time: the same ones for leaderboards, for what is under them and for Redis, in turns,
 * so that a machine whose speed drifts treats everybody alike.
 */
final class UpdateCosts {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Thousands of changes a CPU second, round by round, of the thread that makes them. */
    final List<Double> boards = new ArrayList<>();

    /** The same, with everything else this process does for it: compiling and collecting. */
    final List<Double> process = new ArrayList<>();

    final List<Double> locked = new ArrayList<>();
    final List<Double> tree = new ArrayList<>();
    final List<Double> redis = new ArrayList<>();

    /** How many times as many changes the leaderboards make as Redis, round by round. */
    final List<Double> timesRedis = new ArrayList<>();

    /** Measures; the first round warms up. */
    static UpdateCosts of(Leaderboards boards, @Nullable RedisServer redis, Gains first, int rounds) {
        UpdateCosts costs = new UpdateCosts();
        BareRanking tree = BareRanking.tree();
        BareRanking locked = BareRanking.locked();
        tree.add(first.whom(), first.amounts());
        locked.add(first.whom(), first.amounts());
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round <= rounds; round++) {
            Gains gains = Gains.more(Math.max(Gains.BATCH, first.size() / 10), first.size(), random);
            if (round == 1) {
                costs.forget();
            }
            costs.round(boards, redis, gains);
            costs.locked.add(spent(gains, UpdateCosts::threadSeconds, () -> locked.add(gains.whom(), gains.amounts())));
            costs.tree.add(spent(gains, UpdateCosts::threadSeconds, () -> tree.add(gains.whom(), gains.amounts())));
        }
        return costs;
    }

    private void forget() {
        List.of(boards, process, locked, tree, redis, timesRedis).forEach(List::clear);
    }

    private void round(Leaderboards of, @Nullable RedisServer server, Gains gains) {
        double thread = threadSeconds();
        process.add(spent(gains, UpdateCosts::processSeconds, () -> gains.give(of)));
        boards.add(gains.size() / 1e3 / (threadSeconds() - thread));
        if (server != null) {
            redis.add(spent(gains, server::cpuSeconds, () -> increment(server, gains)));
            timesRedis.add(boards.get(boards.size() - 1) / redis.get(redis.size() - 1));
        }
    }

    /** {@return thousands of changes a second of a clock} */
    private static double spent(Gains gains, DoubleSupplier clock, Runnable changes) {
        double before = clock.getAsDouble();
        changes.run();
        return gains.size() / 1e3 / (clock.getAsDouble() - before);
    }

    private static double threadSeconds() {
        return THREADS.getCurrentThreadCpuTime() / 1e9;
    }

    private static double processSeconds() {
        return SYSTEM.getProcessCpuTime() / 1e9;
    }

    private static void increment(RedisServer redis, Gains gains) {
        for (int from = 0; from < gains.size(); from += Gains.BATCH) {
            int to = Math.min(gains.size(), from + Gains.BATCH);
            for (int i = from; i < to; i++) {
                String amount = Integer.toString(gains.amounts()[i]);
                redis.send("ZINCRBY", LeaderboardLoad.KEY, amount, Integer.toString(gains.whom()[i]));
            }
            redis.flush();
            for (int i = from; i < to; i++) {
                redis.answer();
            }
        }
    }
}
