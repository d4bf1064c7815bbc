package dev.laurel.load;

import dev.laurel.leaderboard.Leaderboards;
import dev.laurel.leaderboard.Leaderboards.Earned;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Who gets how much, one after the other.
 *
 * @param whom the numbers of members
 * @param amounts what each gets
 */
@SuppressWarnings("ArrayRecordComponent") // looked through, never compared
record Gains(int[] whom, int[] amounts) {
    /** How many changes come together. */
    static final int BATCH = 1_000;

    /** When all of it happens, in microseconds since 1970. */
    static final long NOW = 1_700_000_000_000_000L;

    private static final double MIDDLE = 3;
    private static final double SPREAD = 2;
    private static final int MOST_AT_ONCE = 20;

    /** {@return what everybody has to begin with: most have little, as many others have} */
    static Gains first(int members, SplittableRandom random) {
        Gains gains = new Gains(new int[members], new int[members]);
        for (int i = 0; i < members; i++) {
            gains.whom[i] = i;
            gains.amounts[i] = (int) Math.ceil(Math.exp(MIDDLE + SPREAD * random.nextGaussian()));
        }
        return gains;
    }

    /** {@return a little for members taken at random} */
    static Gains more(int count, int members, SplittableRandom random) {
        Gains gains = new Gains(new int[count], new int[count]);
        for (int i = 0; i < count; i++) {
            gains.whom[i] = random.nextInt(members);
            gains.amounts[i] = 1 + random.nextInt(MOST_AT_ONCE);
        }
        return gains;
    }

    int size() {
        return whom.length;
    }

    /** Hands all of it over, batch by batch. */
    void give(Leaderboards boards) {
        for (int from = 0; from < size(); from += BATCH) {
            give(boards, from);
        }
    }

    /** Hands one batch over, as a partition does that has committed it. */
    void give(Leaderboards boards, int from) {
        for (int i = from; i < Math.min(size(), from + BATCH); i++) {
            boards.earned(0, Map.of(), new Earned(whom[i], amounts[i], NOW));
        }
        boards.seal();
        boards.committed(NOW);
    }
}
