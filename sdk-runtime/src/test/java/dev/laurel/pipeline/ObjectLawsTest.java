package dev.laurel.pipeline;

import static dev.laurel.pipeline.OrderLawsTest.EVERYBODY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.ObjectState;
import dev.laurel.spi.activity.Role;
import dev.laurel.view.Recorded;
import dev.laurel.view.Recorded.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is deleted takes back what it and all below it earned; what is restored gives it back, exactly. */
class ObjectLawsTest {
    private static final HouseRules RULES = HouseRules.all();
    private static final Instant DAY = Worlds.BEGINNING;

    @Test
    void givenAPast_whenAnyObjectIsDeletedAndThatIsTakenBack_thenEverybodyHasExactlyWhatTheyHad() {
        for (long seed = 0; seed < Shrinking.seeds(15); seed++) {
            Play play = new Play(RULES, Worlds.END, 2, 1);
            List<Sent> history = Worlds.history(seed, 50);
            play.send(history, false);
            play.settle(Worlds.END);
            Map<String, Long> before = play.totals(EVERYBODY);
            Random random = new Random(seed);
            for (int i = 0; i < 6; i++) {
                Instant at = DAY.plus(Duration.ofHours(random.nextInt(400)));
                String object = "o" + random.nextInt(8);
                Sent deletion = new Sent(
                        "app",
                        Activity.of("state", "d" + i)
                                .at(at)
                                .about(ObjectRef.of(object, "answer")
                                        .state(ObjectState.DELETED)
                                        .build())
                                .build());
                play.send(List.of(deletion), false);
                List<Sent> with = new ArrayList<>(history);
                with.add(deletion);
                assertThat(play.totals(EVERYBODY))
                        .as("seed %d deleted", seed)
                        .isEqualTo(OrderLawsTest.expected(RULES, with));
                play.send(List.of(Scenes.undo("u" + i, "d" + i).on(at)), false);
                assertThat(play.totals(EVERYBODY)).as("seed %d restored", seed).isEqualTo(before);
            }
        }
    }

    @Test
    void givenATopicWithPosts_whenItIsDeletedAndRestored_thenItsPostsEarnNothingAndThenTheSameAgain() {
        Play play = new Play(RULES, Worlds.END);
        play.send(
                List.of(
                        Scenes.post("p0", "topic", "question", "m0", null).on(DAY),
                        Scenes.post("p1", "a", "answer", "m1", "topic").on(DAY.plusSeconds(60)),
                        Scenes.post("p2", "b", "answer", "m2", "a").on(DAY.plusSeconds(120)),
                        Scenes.on("vote.up", "v0", "a").on(DAY.plusSeconds(180)),
                        Scenes.on("vote.up", "v1", "b").with(Role.RATER, "m0").on(DAY.plusSeconds(240))),
                false);
        Map<String, Long> before = play.totals(EVERYBODY);
        assertThat(before).containsEntry("app/m1 points/rep", 10L);
        play.send(
                List.of(Scenes.state("d", "topic", "question", ObjectState.DELETED)
                        .on(DAY.plusSeconds(300))),
                false);
        assertThat(play.totals(EVERYBODY)).isEmpty();
        play.send(
                List.of(Scenes.state("r", "topic", "question", ObjectState.LIVE).on(DAY.plusSeconds(360))), false);
        assertThat(play.totals(EVERYBODY)).isEqualTo(before);
    }

    @Test
    void givenParents_whenOneWouldBelongToItself_thenItIsRefusedAndNothingIsStored() {
        Play play = new Play(RULES, Worlds.END);
        play.send(
                List.of(
                        Scenes.post("p0", "a", "question", "m0", "b").on(DAY),
                        Scenes.post("p1", "b", "question", "m0", "c").on(DAY)),
                false);
        long activities = play.engine().activities();
        Recorded refused = play.send(
                        List.of(Scenes.post("p2", "c", "question", "m0", "a").on(DAY)), false)
                .get(0);
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.code()).isEqualTo("PARENT_CYCLE");
        assertThat(play.engine().activities()).isEqualTo(activities);
    }

    @Test
    void givenAParentThatWasReplaced_whenTheReplacementIsTakenBackAndWouldCloseARing_thenTheCommunityGoesOn() {
        Play play = new Play(RULES, Worlds.END);
        play.send(
                List.of(
                        Scenes.post("p0", "a", "question", "m0", "b").on(DAY),
                        Scenes.post("p1", "a", "question", "m0", "c").on(DAY.plusSeconds(1)),
                        Scenes.post("p2", "b", "question", "m1", "a").on(DAY.plusSeconds(2)),
                        Scenes.undo("u", "p1").on(DAY.plusSeconds(3))),
                false);
        play.send(List.of(Scenes.on("vote.up", "v0", "a").on(DAY.plusSeconds(4))), false);
        play.send(
                List.of(Scenes.state("d", "b", "question", ObjectState.DELETED).on(DAY.plusSeconds(5))), false);
        Map<String, Long> totals = play.totals(EVERYBODY);
        play.reopen();
        assertThat(play.totals(EVERYBODY)).isEqualTo(totals);
    }

    @Test
    void givenWithdrawalsOfWithdrawals_whenThereAreThousandsInARow_thenTheLastOneDecides() {
        Play play = new Play(RULES, Worlds.END);
        play.send(List.of(Scenes.gift("g", "m0", 7).on(DAY)), false);
        Map<String, Long> given = play.totals(EVERYBODY);
        String target = "g";
        for (int i = 0; i < 300; i++) {
            play.send(List.of(Scenes.undo("u" + i, target).on(DAY)), false);
            target = "u" + i;
            assertThat(play.totals(EVERYBODY)).isEqualTo(i % 2 == 0 ? Map.of() : given);
        }
    }

    @Test
    void givenTwoThatTakeEachOtherBack_whenBothHaveCome_thenNothingIsCountedTwice() {
        for (boolean first : List.of(true, false)) {
            Play play = new Play(RULES, Worlds.END);
            play.send(List.of(Scenes.post("p", "o", "question", "m0", null).on(DAY)), false);
            Sent one = new Sent(
                    "app",
                    Scenes.on("vote.up", "a", "o")
                            .activity()
                            .withdraws("b")
                            .at(DAY)
                            .build());
            Sent other = new Sent(
                    "app",
                    Scenes.on("vote.up", "b", "o")
                            .activity()
                            .withdraws("a")
                            .at(DAY)
                            .build());
            play.send(List.of(first ? one : other), false);
            play.send(List.of(first ? other : one), false);
            play.send(List.of(Scenes.by("comment", "c", Role.MEMBER, "m1").on(DAY)), false);
            play.send(
                    List.of(Scenes.on("comment", "d", "o")
                            .with(Role.MEMBER, "m2")
                            .on(DAY.plusSeconds(9))),
                    false);
            play.settle(Worlds.END);
            Map<String, Long> totals = play.totals(EVERYBODY);
            assertThat(totals).containsEntry("app/m0 badge/good", 1L);
            play.reopen();
            assertThat(play.totals(EVERYBODY)).isEqualTo(totals);
        }
    }

    @Test
    void givenAmountsAtTheirBound_whenCountersGoOverTheEndOfALong_thenTheCommunityGoesOn() {
        Play play = new Play(new HouseRules(List.of(Scales.heavy())), Worlds.END);
        for (int i = 0; i < 40; i++) {
            Sent gift = new Sent(
                    "app",
                    Scenes.gift("g" + i, "m0", i % 4 == 3 ? -1_000_000_000_000L : 1_000_000_000_000L)
                            .activity()
                            .about(ObjectRef.of("o"))
                            .at(DAY.plusSeconds(i))
                            .build());
            assertThat(play.send(List.of(gift), false).get(0).outcome()).isEqualTo(Outcome.ACCEPTED);
        }
        for (int i = 0; i < 40; i++) {
            play.send(List.of(Scenes.undo("u" + i, "g" + i).on(DAY.plusSeconds(100))), false);
        }
        assertThat(play.totals(EVERYBODY)).isEmpty();
        play.reopen();
        play.send(List.of(Scenes.gift("last", "m0", 1).on(DAY.plusSeconds(200))), false);
        assertThat(play.totals(EVERYBODY)).containsEntry("app/m0 points/credit", 1L);
    }
}
