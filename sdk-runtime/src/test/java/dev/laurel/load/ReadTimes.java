package dev.laurel.load;

import dev.laurel.leaderboard.Leaderboards;
import dev.laurel.view.Place;
import dev.laurel.view.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes to ask a leaderboard, question by question, the clock's own time included. Between two questions a
 * moment passes, a random one: whoever asked again at once would ask least while he has to wait, and so hide that he does.
 */
final class ReadTimes {
    /** What is asked. */
    enum Question {
        RANK("rank of a member"),
        TOP("top ten"),
        AROUND("ten around a member");

        final String words;

        Question(String words) {
            this.words = words;
        }
    }

    private static final int EACH = 5;
    private static final long WARM_UP = 3_000_000_000L;
    private static final int WARM_UP_TIMES = 50_000;
    private static final int LONGEST_PAUSE = 20_000;

    private final Leaderboards boards;
    private final String board;
    private final int members;
    private final SplittableRandom random = new SplittableRandom(7);
    // What answers have said, so that nobody finds out that they are not needed.
    private long heard;

    ReadTimes(Leaderboards boards, String board, int members) {
        this.boards = boards;
        this.board = board;
        this.members = members;
    }

    /** Asks without pause, until what can be compiled is compiled. */
    void warmUp(Question question) {
        long until = System.nanoTime() + WARM_UP;
        while (System.nanoTime() < until) {
            heard += answer(question, random.nextInt(members));
        }
        ask(question, WARM_UP_TIMES);
    }

    /** {@return how long it took each time, in nanoseconds, shortest first} */
    long[] ask(Question question, int times) {
        return time(times, members, random, member -> heard += answer(question, member));
    }

    private long answer(Question question, int member) {
        return switch (question) {
            case RANK -> {
                @Nullable Place place = boards.place(board, Slice.ALL, member);
                yield place == null ? 0 : place.rank();
            }
            case TOP -> last(boards.page(board, Slice.ALL, 0, 2 * EACH));
            case AROUND -> last(boards.around(board, Slice.ALL, member, EACH));
        };
    }

    private static long last(List<Place> places) {
        return places.get(places.size() - 1).rank();
    }

    /** {@return the same of a server, over loopback} */
    static long[] ask(RedisServer redis, Question question, int times, int members) {
        return time(times, members, new SplittableRandom(7), number -> {
            String member = Integer.toString(number);
            switch (question) {
                case RANK -> redis.ask("ZREVRANK", LeaderboardLoad.KEY, member);
                case TOP -> redis.ask("ZREVRANGE", LeaderboardLoad.KEY, "0", "9", "WITHSCORES");
                case AROUND -> {
                    int rank = Integer.parseInt(
                            redis.ask("ZREVRANK", LeaderboardLoad.KEY, member).get(0));
                    String from = Integer.toString(Math.max(0, rank - EACH));
                    String to = Integer.toString(rank + EACH);
                    redis.ask("ZREVRANGE", LeaderboardLoad.KEY, from, to, "WITHSCORES");
                }
            }
        });
    }

    private static long[] time(int times, int members, SplittableRandom random, IntConsumer question) {
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            int member = random.nextInt(members);
            long until = System.nanoTime() + random.nextInt(LONGEST_PAUSE);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            long start = System.nanoTime();
            question.accept(member);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos;
    }

    /** {@return how long those took that took longer than a share of all, in microseconds} */
    static double micros(long[] sorted, double share) {
        return sorted[(int) (sorted.length * share)] / 1e3;
    }
}
