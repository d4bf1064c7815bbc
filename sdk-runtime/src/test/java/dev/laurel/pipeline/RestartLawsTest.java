package dev.laurel.pipeline;

import static dev.laurel.pipeline.OrderLawsTest.EVERYBODY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.activity.Activity;
import dev.laurel.view.Recorded;
import dev.laurel.view.Recorded.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Stopping, crashing, sending again and importing history change nothing. */
class RestartLawsTest {
    private static final HouseRules RULES = HouseRules.all();

    @Test
    void givenRestartsAndCrashesAtAnyMoment_whenEverythingIsSentAgain_thenTotalsAreThoseOfTheCleanRun() {
        for (long seed = 0; seed < Shrinking.seeds(60); seed++) {
            long moments = seed;
            Shrinking.check(seed, Worlds.history(seed, 50), history -> interrupted(history, moments));
        }
    }

    private static Optional<String> interrupted(List<Sent> history, long seed) {
        Random random = new Random(seed);
        HouseRules rules = HouseRules.some(seed / 2);
        List<Sent> mixed = new ArrayList<>(history);
        if (random.nextBoolean()) {
            Collections.shuffle(mixed, random);
        }
        Play play = new Play(rules, mixed.equals(history) ? Worlds.BEGINNING : Worlds.END, 2, 1);
        int done = 0;
        while (done < mixed.size()) {
            int to = Math.min(mixed.size(), done + 1 + random.nextInt(6));
            List<Sent> batch = new ArrayList<>(mixed.subList(done, to));
            if (done > 0 && random.nextInt(4) == 0) {
                batch.add(mixed.get(random.nextInt(done)));
            }
            batch.forEach(sent -> play.now(sent.activity().at()));
            play.send(batch, false);
            done = to;
            switch (random.nextInt(10)) {
                case 0 -> {
                    // The source does not know what arrived: some of what it has sent, and all that was lost, comes
                    // again.
                    play.crash();
                    done = random.nextInt(done - batch.size() + 1) * random.nextInt(2);
                }
                case 1 -> play.reopen();
                case 2, 3 -> play.land();
                default -> {}
            }
        }
        play.land();
        play.send(mixed, false);
        play.settle(Worlds.END);
        Map<String, Long> expected = OrderLawsTest.expected(rules, history);
        Optional<String> wrong = Shrinking.difference("interrupted", expected, play.totals(EVERYBODY));
        play.reopen();
        return wrong.or(() -> Shrinking.difference("reopened", expected, play.totals(EVERYBODY)));
    }

    @Test
    void givenAnEngine_whenItIsOpenedAnewAtAnyMoment_thenWhatComesNextHasTheSameResults() {
        for (long seed = 0; seed < Shrinking.seeds(25); seed++) {
            long moments = seed;
            Shrinking.check(seed, Worlds.history(seed, 50), history -> twins(history, moments));
        }
    }

    private static Optional<String> twins(List<Sent> history, long seed) {
        Random random = new Random(seed);
        HouseRules rules = HouseRules.some(seed / 2);
        List<Sent> mixed = new ArrayList<>(history);
        boolean inOrder = seed % 2 == 0;
        if (!inOrder) {
            Collections.shuffle(mixed, random);
        }
        Instant start = inOrder ? Worlds.BEGINNING : Worlds.END;
        Play steady = new Play(rules, start);
        Play restless = new Play(rules, start, 1, 1);
        for (Sent sent : mixed) {
            steady.now(sent.activity().at());
            restless.now(sent.activity().at());
            List<Recorded> one = steady.send(List.of(sent), false);
            List<Recorded> other = restless.send(List.of(sent), false);
            if (!sorted(one).equals(sorted(other))) {
                return Optional.of("steady " + one + "\nrestless " + other + "\nfor " + sent);
            }
            if (random.nextInt(3) == 0) {
                restless.reopen();
            }
        }
        return Optional.empty();
    }

    /** After a restart members may be judged anew in another order: that is all that may differ. */
    private static List<String> sorted(List<Recorded> results) {
        List<String> lines = new ArrayList<>();
        for (Recorded result : results) {
            lines.add(result.outcome() + result.code());
            result.earned().forEach(earned -> lines.add(earned.toString()));
            result.declined().forEach(declined -> lines.add(declined.toString()));
        }
        Collections.sort(lines);
        return lines;
    }

    @Test
    void givenHistoryNewestFirst_whenItHasSettled_thenTotalsAreThoseOfTheCleanRun() {
        for (long seed = 0; seed < Shrinking.seeds(40); seed++) {
            long moments = seed;
            Shrinking.check(seed, Worlds.history(seed, 60), history -> backwards(history, moments));
        }
    }

    private static Optional<String> backwards(List<Sent> history, long seed) {
        Random random = new Random(seed);
        HouseRules rules = HouseRules.some(seed / 2);
        Play play = new Play(rules, Worlds.END, 2, 1);
        List<Sent> backwards = new ArrayList<>(history);
        if (random.nextInt(3) > 0) {
            backwards.sort(Worlds.ORDER.reversed());
        } else {
            backwards.sort(Comparator.comparing(Sent::key));
        }
        for (int at = 0; at < backwards.size(); ) {
            int to = Math.min(backwards.size(), at + 1 + random.nextInt(12));
            play.send(backwards.subList(at, to), random.nextInt(5) > 0);
            if (random.nextInt(6) == 0) {
                play.reopen();
            }
            if (random.nextInt(6) == 0) {
                play.decide(engine -> engine.reputation()
                        .settleDeferred(1, Engine.SEGMENT_BYTES, engine.writer().time()));
            }
            at = to;
        }
        if (random.nextBoolean()) {
            play.reopen();
        }
        play.settle(Worlds.END);
        return Shrinking.difference("backwards", OrderLawsTest.expected(rules, history), play.totals(EVERYBODY));
    }

    @Test
    void givenAnActivity_whenItComesAgain_thenItIsADuplicateAndWithOtherContentAConflictThatChangesNothing() {
        for (long seed = 0; seed < Shrinking.seeds(10); seed++) {
            List<Sent> history = Worlds.history(seed, 40);
            Play play = new Play(RULES, Worlds.END);
            play.send(history, false);
            play.settle(Worlds.END);
            Map<String, Long> before = play.totals(EVERYBODY);
            long entries = play.engine().ledger().entries();
            for (Recorded recorded : play.send(history, false)) {
                assertThat(recorded.outcome()).isEqualTo(Outcome.DUPLICATE);
            }
            List<Sent> changed = history.stream()
                    .filter(sent -> sent.activity().revision() == 0)
                    .map(RestartLawsTest::changed)
                    .toList();
            for (Recorded recorded : play.send(changed, false)) {
                assertThat(recorded.outcome()).isEqualTo(Outcome.CONFLICT);
                assertThat(recorded.code()).isEqualTo("CONFLICT");
            }
            assertThat(play.totals(EVERYBODY)).isEqualTo(before);
            assertThat(play.engine().ledger().entries()).isEqualTo(entries);
        }
    }

    private static Sent changed(Sent sent) {
        Activity old = sent.activity();
        return new Sent(
                sent.source(),
                Activity.of(old.type(), old.id())
                        .at(old.at().minus(Duration.ofSeconds(1)))
                        .build());
    }
}
