package dev.laurel.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.laurel.view.Place;
import dev.laurel.view.Ties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final int SUBJECTS = 900;
    private static final int ROUNDS = Boolean.getBoolean("laurel.proof") ? 20_000 : 1_500;

    /** Discourse's example of the three policies: 50, 20, 20, 10. */
    @Test
    void givenEqualScores_whenRanked_thenEachPolicyDoesAsItSays() {
        Ranking ranking = new Ranking();
        long[] scores = {50, 20, 20, 10};
        for (int i = 0; i < scores.length; i++) {
            ranking.put(i, scores[i]);
        }

        assertThat(ranks(ranking, Ties.COMPETITION)).containsExactly(1L, 2L, 2L, 4L);
        assertThat(ranks(ranking, Ties.DENSE)).containsExactly(1L, 2L, 2L, 3L);
        assertThat(ranks(ranking, Ties.ORDINAL)).containsExactly(1L, 2L, 3L, 4L);
        for (Ties ties : Ties.values()) {
            List<Place> page = ranking.page(0, 10, ties);
            for (Place place : page) {
                assertThat(ranking.place((int) place.subject(), ties)).isEqualTo(place);
            }
            assertThat(ranking.page(2, 10, ties)).isEqualTo(page.subList(2, 4));
            assertThat(ranking.around(2, 1, ties)).isEqualTo(page.subList(1, 4));
        }
    }

    private static List<Long> ranks(Ranking ranking, Ties ties) {
        return ranking.page(0, 10, ties).stream().map(Place::rank).toList();
    }

    /**
     * The writer gives each in turn one more, in groups, so that after any group the state follows from the sum of all
     * scores. What a reader sees has to be the sort of such a state, whatever is going on.
     */
    @Test
    void givenAWriterAtWork_whenReadersAsk_thenWhatTheySeeIsTheSortOfOneMoment() throws Exception {
        Ranking ranking = new Ranking();
        for (int i = 0; i < SUBJECTS; i++) {
            ranking.put(i, 1);
        }
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong reads = new AtomicLong();
        ExecutorService readers = Executors.newFixedThreadPool(2);
        List<Future<?>> results = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            results.add(readers.submit(() -> {
                while (!done.get()) {
                    check(ranking);
                    reads.incrementAndGet();
                }
                return null;
            }));
        }
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> reads.get() > 0);
            write(ranking);
        } finally {
            done.set(true);
            readers.shutdown();
        }
        for (Future<?> result : results) {
            result.get();
        }
        check(ranking);
        assertThat(reads.get()).isPositive();
    }

    private static void write(Ranking ranking) {
        int[] who = new int[Ranking.GROUP];
        long[] more = new long[Ranking.GROUP];
        for (int round = 0; round < ROUNDS; round++) {
            for (int first = 0; first < SUBJECTS; first += Ranking.GROUP) {
                int count = Math.min(Ranking.GROUP, SUBJECTS - first);
                for (int i = 0; i < count; i++) {
                    who[i] = first + i;
                    more[i] = 1;
                }
                ranking.add(who, more, count);
            }
        }
    }

    private static void check(Ranking ranking) {
        List<Place> seen = ranking.page(0, SUBJECTS, Ties.COMPETITION);
        long sum = seen.stream().mapToLong(Place::score).sum();
        long least = sum / SUBJECTS;
        int ahead = (int) (sum % SUBJECTS);
        List<Place> sorted = new ArrayList<>();
        for (int i = 0; i < SUBJECTS; i++) {
            sorted.add(new Place(i < ahead ? 1 : ahead + 1L, i, i < ahead ? least + 1 : least));
        }
        assertThat(seen).isEqualTo(sorted);

        List<Place> around = ranking.around(SUBJECTS / 2, 3, Ties.COMPETITION);
        assertThat(around).hasSize(7).element(3).extracting(Place::subject).isEqualTo((long) SUBJECTS / 2);
        for (int i = 1; i < around.size(); i++) {
            assertThat(around.get(i).score())
                    .isLessThanOrEqualTo(around.get(i - 1).score());
        }
    }
}
