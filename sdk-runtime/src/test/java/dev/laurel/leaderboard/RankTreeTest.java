package dev.laurel.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Ranks are those of a sort, whatever was put and removed. */
class RankTreeTest {
    private static final int SEEDS = Boolean.getBoolean("laurel.proof") ? 2_000 : 120;

    private record Entry(int subject, long score) {}

    @Test
    void givenAnyChanges_whenAskedForPlaces_thenTheyAreThoseOfASort() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RankTree tree = new RankTree();
            Map<Integer, Long> plain = new HashMap<>();
            int subjects = 1 + random.nextInt(random.nextBoolean() ? 20 : 3_000);
            int spread = random.nextInt(4);
            int changes = random.nextInt(12_000);
            for (int i = 0; i < changes; i++) {
                int subject = random.nextInt(subjects) * (spread == 3 ? 1_000 : 1);
                boolean shrinking = i / 3_000 % 3 == 2 && random.nextInt(3) > 0;
                if (shrinking || random.nextInt(5) == 0) {
                    tree.remove(subject);
                    plain.remove(subject);
                } else {
                    long score = score(random, spread);
                    tree.put(subject, score);
                    plain.put(subject, score);
                }
                if (i % 1_997 == 0) {
                    check(tree, plain, seed);
                }
            }
            check(tree, plain, seed);
        }
    }

    private static long score(SplittableRandom random, int spread) {
        return switch (spread) {
            case 0 -> random.nextInt(5);
            case 1 -> random.nextInt(1_000);
            case 2 -> random.nextLong(1L << 40);
            default -> random.nextLong() >>> 1 >>> random.nextInt(62);
        };
    }

    @Test
    void givenGroupsOfAdditions_whenApplied_thenScoresAreTheSumsAndWhoComesToNothingIsGone() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RankTree tree = new RankTree();
            Map<Integer, Long> plain = new HashMap<>();
            int subjects = 20 + random.nextInt(2_000);
            for (int round = 0; round < 300; round++) {
                int count = 1 + random.nextInt(RankTree.GROUP);
                int[] who = random.ints(0, subjects).distinct().limit(count).toArray();
                long[] more = new long[count];
                for (int i = 0; i < count; i++) {
                    more[i] = random.nextInt(-20, 40);
                    long sum = plain.getOrDefault(who[i], 0L) + more[i];
                    if (sum > 0) {
                        plain.put(who[i], sum);
                    } else {
                        plain.remove(who[i]);
                    }
                }
                tree.add(who, more, count);
                for (int i = 0; i < count; i++) {
                    assertThat(Math.max(0, more[i])).isEqualTo(plain.getOrDefault(who[i], 0L));
                }
            }
            check(tree, plain, seed);
        }
    }

    private static void check(RankTree tree, Map<Integer, Long> plain, int seed) {
        List<Entry> sorted = sorted(plain);
        List<Entry> visited = new ArrayList<>();
        tree.visit(tree.spot(0), Integer.MAX_VALUE, (subject, score) -> visited.add(new Entry(subject, score)));
        assertThat(visited).as("order, seed %d", seed).isEqualTo(sorted);
        assertThat(tree.size()).isEqualTo(sorted.size());
        int above = 0;
        int different = -1;
        for (int i = 0; i < sorted.size(); i++) {
            Entry entry = sorted.get(i);
            if (i == 0 || entry.score() != sorted.get(i - 1).score()) {
                above = i;
                different++;
            }
            RankTree.Spot spot = tree.spotOf(entry.subject());
            int back = Math.min(i, i % 150);
            if (tree.position(entry.subject()) != i
                    || !tree.spot(i).equals(spot)
                    || tree.above(spot) != above
                    || !tree.back(spot, back).equals(tree.spot(i - back))
                    || tree.above(entry.score()) != above
                    || tree.scoresAbove(entry.score()) != different
                    || tree.score(entry.subject(), -1) != entry.score()) {
                throw new AssertionError("seed " + seed + ", place " + i);
            }
        }
        if (!sorted.isEmpty()) {
            int from = sorted.size() / 3;
            List<Entry> some = new ArrayList<>();
            tree.visit(tree.spot(from), 70, (subject, score) -> some.add(new Entry(subject, score)));
            assertThat(some).isEqualTo(sorted.subList(from, Math.min(sorted.size(), from + 70)));
        }
        assertThat(tree.position(Integer.MAX_VALUE)).isEqualTo(-1);
    }

    private static List<Entry> sorted(Map<Integer, Long> plain) {
        return plain.entrySet().stream()
                .map(each -> new Entry(each.getKey(), each.getValue()))
                .sorted((one, other) -> one.score() == other.score()
                        ? Integer.compare(one.subject(), other.subject())
                        : Long.compare(other.score(), one.score()))
                .toList();
    }

    @Test
    void givenScoresThatMoveOnForLong_whenMeasured_thenLeavesAreStillWellFilled() {
        int members = 500_000;
        SplittableRandom random = new SplittableRandom(1);
        RankTree tree = new RankTree();
        for (int i = 0; i < members; i++) {
            tree.put(i, 1 + (long) Math.exp(3 + 2 * random.nextGaussian()));
        }
        for (int i = 0; i < 3 * members; i++) {
            int subject = random.nextInt(members);
            tree.put(subject, tree.score(subject, 0) + 1 + random.nextInt(20));
        }

        assertThat(tree.bytes()).isLessThan(16L * members);
    }

    @Test
    void givenFewOfManySubjects_whenAsked_thenMemoryIsForThemAlone() {
        RankTree tree = new RankTree();
        for (int i = 0; i < 1_000; i++) {
            tree.put(i * 10_007, 1 + i % 7);
        }

        assertThat(tree.bytes()).isLessThan(64_000);
    }
}
