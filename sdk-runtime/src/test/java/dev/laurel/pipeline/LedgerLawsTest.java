package dev.laurel.pipeline;

import static dev.laurel.pipeline.OrderLawsTest.EVERYBODY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.intake.Admission;
import dev.laurel.log.ActivityFact;
import dev.laurel.log.DecisionFact;
import dev.laurel.log.Dictionary;
import dev.laurel.log.Entry;
import dev.laurel.log.SegmentReading;
import dev.laurel.log.SegmentRecords;
import dev.laurel.log.SegmentWriter;
import dev.laurel.log.Step;
import dev.laurel.view.EntryLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The ledger adds up, explains itself, and keeps closed periods closed. */
class LedgerLawsTest {
    private static final HouseRules RULES = HouseRules.all();

    /** A community with a past: shuffled, merged, restarted. */
    private static Play lived(List<Sent> history, long seed) {
        Random random = new Random(seed);
        List<Sent> mixed = new ArrayList<>(history);
        Collections.shuffle(mixed, random);
        Play play = new Play(RULES, Worlds.END, 2, 1);
        for (int i = 0; i < mixed.size(); i++) {
            play.send(List.of(mixed.get(i)), false);
            if (i == 20) {
                play.merge("app/m0", "app/m1");
            } else if (i == 30) {
                play.merge("forum/m0", "app/m1");
            } else if (i == 40) {
                play.unmerge("app/m0", "app/m1");
            }
        }
        play.settle(Worlds.END);
        return play;
    }

    @Test
    void givenAnyPast_whenTheLogIsAddedUp_thenItIsTheBalancesAndAllAccountsOfAUnitAddUpToNothing() {
        for (long seed = 0; seed < Shrinking.seeds(20); seed++) {
            Play play = lived(Worlds.history(seed, 50), seed);
            Map<String, Long> fromLog = new HashMap<>();
            Map<String, Long> issued = new HashMap<>();
            byte[][] hash = {new byte[32]};
            Dictionary words = new Dictionary();
            play.store().scan(1, segment -> {
                assertThat(segment.hash()).isEqualTo(SegmentWriter.hash(hash[0], segment.body()));
                hash[0] = segment.hash();
                SegmentReading.read(segment, words, entries(entry -> {
                    String unit = words.word(entry.grant().unit());
                    fromLog.merge(entry.account() + " " + unit, entry.delta(), Long::sum);
                    issued.merge(unit, entry.delta(), Long::sum);
                }));
            });
            Map<String, Long> balances = new HashMap<>();
            Map<String, Long> sums = new HashMap<>();
            play.engine().ledger().visitAll((identity, unit, value) -> {
                balances.put(identity + " " + words.word(unit), value);
                sums.merge(words.word(unit), value, Long::sum);
            });
            assertThat(balances).as("seed %d", seed).isEqualTo(fromLog);
            assertThat(play.engine().ledger().imbalances()).isEmpty();
            sums.forEach((unit, sum) -> {
                int word = play.engine().dictionary().number(unit);
                assertThat(play.engine().ledger().issued(word)).isEqualTo(sum).isEqualTo(issued.get(unit));
            });
        }
    }

    private static SegmentRecords entries(Consumer<Entry> consumer) {
        return new SegmentRecords() {
            @Override
            public void identity(int source, long high, long low) {}

            @Override
            public void object(int source, long high, long low) {}

            @Override
            public void activity(ActivityFact fact) {}

            @Override
            public void step(Step step) {
                step.entries().forEach(consumer);
            }

            @Override
            public void decision(DecisionFact decision) {}
        };
    }

    @Test
    void givenAnyPast_whenAMembersEntriesAreWalkedBack_thenEachBalanceEndsAtNothing() {
        for (long seed = 0; seed < Shrinking.seeds(15); seed++) {
            Play play = lived(Worlds.history(seed, 50), seed);
            for (int member = 0;
                    member < play.engine().world().around().identities().size();
                    member++) {
                if (play.engine().world().around().identities().member(member) == member) {
                    Map<String, Long> before = new HashMap<>();
                    for (EntryLine line : new Explanation(play.engine()).lines(member, Integer.MAX_VALUE)) {
                        assertThat(before.getOrDefault(line.unit(), line.balance()))
                                .isEqualTo(line.balance());
                        before.put(line.unit(), line.balance() - line.amount());
                        assertThat(line.amount()).isNotZero();
                    }
                    assertThat(before.values()).as("seed %d", seed).allMatch(balance -> balance == 0);
                }
            }
        }
    }

    @Test
    void givenADaysActivities_whenTheyComeInAnyOrder_thenCapAndFloorDependOnTheDaysSetOnly() {
        for (long seed = 0; seed < Shrinking.seeds(30); seed++) {
            List<Sent> day = new ArrayList<>();
            Instant start = Worlds.BEGINNING.plus(Duration.ofDays(2));
            Random random = new Random(seed);
            day.add(Scenes.post("p0", "o", "question", "m0", null).on(start.minus(Duration.ofDays(1))));
            for (int i = 0; i < 12; i++) {
                String type = random.nextInt(3) == 0 ? "vote.down" : "vote.up";
                day.add(Scenes.on(type, "v" + i, "o").on(start.plus(Duration.ofMinutes(random.nextInt(1_400)))));
            }
            Shrinking.check(seed, day, history -> {
                List<Sent> mixed = new ArrayList<>(history);
                Collections.shuffle(mixed, new Random(history.size()));
                Play play = new Play(RULES, Worlds.END);
                mixed.forEach(sent -> play.send(List.of(sent), false));
                play.settle(Worlds.END);
                return wrongOfDay(history, play);
            });
        }
    }

    private static Optional<String> wrongOfDay(List<Sent> history, Play play) {
        long ups = history.stream()
                .filter(sent -> sent.activity().type().equals("vote.up"))
                .count();
        long downs = history.stream()
                .filter(sent -> sent.activity().type().equals("vote.down"))
                .count();
        boolean authored =
                history.stream().anyMatch(sent -> sent.activity().type().equals("post"));
        long expected = OrderLawsTest.expected(RULES, history).getOrDefault("app/m0 points/rep", 0L);
        long actual = play.totals(EVERYBODY).getOrDefault("app/m0 points/rep", 0L);
        boolean bounded = !authored || actual >= (ups + downs > 0 ? 1 : 0);
        // The post matured on that day and gives 4 beside the cap.
        boolean capped = actual <= 25 + 4;
        return expected == actual && bounded && capped
                ? Optional.empty()
                : Optional.of("expected " + expected + ", is " + actual + " for " + ups + " up and " + downs + " down");
    }

    @Test
    void givenAClosedPeriod_whenSomethingInItIsTakenBack_thenTheCorrectionIsPostedLaterAndNamesIt() {
        Play play = new Play(RULES, Worlds.BEGINNING);
        Instant early = Worlds.BEGINNING.plus(Duration.ofDays(1));
        play.now(Worlds.BEGINNING.plus(Duration.ofDays(8)));
        play.send(List.of(Scenes.post("p0", "o", "question", "m0", null).on(early)), false);
        play.send(List.of(Scenes.on("vote.up", "v0", "o").on(early)), false);
        play.now(Worlds.BEGINNING.plus(Duration.ofDays(8)).plusSeconds(1));
        Instant until = Worlds.BEGINNING.plus(Duration.ofDays(7));
        play.decide(engine -> assertThat(
                        engine.decisions().close("points/rep", "first week", Admission.micros(until), "test"))
                .isNull());
        play.now(Worlds.BEGINNING.plus(Duration.ofDays(9)));
        play.send(List.of(Scenes.undo("w0", "v0").on(early.plus(Duration.ofDays(1)))), false);
        play.settle(Worlds.BEGINNING.plus(Duration.ofDays(9)));
        play.send(List.of(Scenes.on("vote.up", "v1", "o").on(Worlds.BEGINNING.plus(Duration.ofDays(9)))), false);
        for (int round = 0; round < 2; round++) {
            List<EntryLine> votes = new Explanation(play.engine())
                    .lines(play.identity("app/m0"), 100).stream()
                            .filter(line -> line.unit().equals("points/rep")
                                    && line.rule().endsWith("/up"))
                            .toList();
            assertThat(votes).hasSize(3);
            assertThat(votes.get(2).closedPeriod())
                    .as("posted before the closing")
                    .isEmpty();
            assertThat(votes.get(1).amount()).isEqualTo(-10);
            assertThat(votes.get(1).closedPeriod()).as("the correction").contains("first week");
            assertThat(votes.get(1).correction()).isTrue();
            assertThat(votes.get(1).reason()).isEqualTo("WITHDRAWN");
            assertThat(votes.get(0).closedPeriod()).as("in the open period").isEmpty();
            play.reopen();
        }
    }
}
