package dev.laurel.pipeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Totals depend on what happened and not on how it came in. */
class OrderLawsTest {
    static final List<String> EVERYBODY = everybody();

    private static List<String> everybody() {
        List<String> all = new ArrayList<>();
        for (String source : Worlds.SOURCES) {
            for (int i = 0; i < 8; i++) {
                all.add(source + "/m" + i);
            }
        }
        return all;
    }

    static Map<String, Long> expected(HouseRules rules, List<Sent> history) {
        return new Oracle(rules, history, Worlds.END).totals();
    }

    @Test
    void givenAHistoryInOrder_whenItComesInOneByOne_thenTotalsAreThoseOfThePlainModel() {
        for (long seed = 0; seed < Shrinking.seeds(60); seed++) {
            HouseRules rules = HouseRules.some(seed);
            Shrinking.check(seed, Worlds.history(seed, 60), history -> {
                Play play = new Play(rules, Worlds.BEGINNING);
                for (Sent sent : history) {
                    play.now(sent.activity().at());
                    play.send(List.of(sent), false);
                }
                play.settle(Worlds.END);
                return Shrinking.difference("in order", expected(rules, history), play.totals(EVERYBODY));
            });
        }
    }

    @Test
    void givenAHistory_whenItComesInAnyOrderAndAnyBatches_thenTotalsAreThoseOfThePlainModel() {
        for (long seed = 0; seed < Shrinking.seeds(60); seed++) {
            long order = seed;
            Shrinking.check(seed, Worlds.history(seed, 60), history -> shuffled(history, order));
        }
    }

    private static Optional<String> shuffled(List<Sent> history, long seed) {
        Random random = new Random(seed);
        List<Sent> mixed = new ArrayList<>(history);
        Collections.shuffle(mixed, random);
        Instant start = random.nextBoolean() ? Worlds.END : Worlds.END.minusSeconds(3_600L * 24 * 22);
        HouseRules rules = HouseRules.some(seed);
        Play play = new Play(rules, start, 1 + random.nextInt(3), random.nextBoolean() ? 1 : 1 << 20);
        int most = 1 + random.nextInt(20);
        for (int at = 0; at < mixed.size(); ) {
            int to = Math.min(mixed.size(), at + 1 + random.nextInt(most));
            play.send(mixed.subList(at, to), false);
            at = to;
        }
        play.settle(Worlds.END);
        return Shrinking.difference("shuffled", expected(rules, history), play.totals(EVERYBODY));
    }

    @Test
    void givenAHistory_whenSomeOfItIsDelayed_thenTotalsAreThoseOfThePlainModel() {
        for (long seed = 0; seed < Shrinking.seeds(60); seed++) {
            long order = seed;
            Shrinking.check(seed, Worlds.history(seed, 60), history -> delayed(history, order));
        }
    }

    /** The clock goes along with what comes in, and now and then something comes that happened before. */
    private static Optional<String> delayed(List<Sent> history, long seed) {
        Random random = new Random(seed);
        HouseRules rules = HouseRules.some(seed / 2);
        Play play = new Play(rules, Worlds.BEGINNING, 1 + random.nextInt(3), 1);
        List<Sent> waiting = new ArrayList<>();
        for (Sent sent : history) {
            if (random.nextInt(5) == 0) {
                waiting.add(sent);
            } else {
                play.now(sent.activity().at().plusSeconds(random.nextInt(2) * 7_200L));
                play.send(List.of(sent), false);
            }
            if (!waiting.isEmpty() && random.nextInt(6) == 0) {
                Sent late = waiting.remove(random.nextInt(waiting.size()));
                play.now(late.activity().at());
                play.send(List.of(late), false);
            }
        }
        waiting.forEach(late -> play.now(late.activity().at()));
        Collections.shuffle(waiting, random);
        play.send(waiting, false);
        play.settle(Worlds.END);
        return Shrinking.difference("delayed", expected(rules, history), play.totals(EVERYBODY));
    }
}
