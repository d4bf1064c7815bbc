package dev.laurel.pipeline;

import static dev.laurel.pipeline.OrderLawsTest.EVERYBODY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.reputation.Judge;
import dev.laurel.reputation.RuleDeclaration;
import dev.laurel.reputation.RuleFailedException;
import dev.laurel.spi.activity.ObjectState;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A new version of a rule is in force from its day on; what was granted before stays, and can be taken back. */
class RuleChangeLawsTest {
    private static final Instant DAY = Worlds.BEGINNING;
    private static final Instant CHANGE = Worlds.BEGINNING.plus(Duration.ofDays(5));
    private static final Instant LATER = Worlds.BEGINNING.plus(Duration.ofDays(20));

    private static HouseRules votes(int revision, long points, long cap, long floor) {
        return new HouseRules(List.of(HouseRules.rule(
                HouseRules.spec("up", revision)
                        .on("vote.up")
                        .as(Role.AUTHOR)
                        .gives("rep")
                        .limitedBy(Limit.cap("daily", "rep", cap, Window.DAY))
                        .limitedBy(Limit.floor("floor", "rep", floor)),
                p -> HouseRules.rep(points))));
    }

    private static final HouseRules OLD = votes(1, 10, 25, 1);
    private static final HouseRules NEW = votes(2, 7, 20, 3);
    private static final HouseRules NONE = new HouseRules(List.of(HouseRules.rule(
            HouseRules.spec("other", 1).on("nothing").as(Role.MEMBER).gives("kudos"), p -> Decision.none())));

    private static Play started(List<Sent> sent) {
        Play play = new Play(OLD, DAY);
        play.now(CHANGE.minusSeconds(60));
        play.send(sent, false);
        play.settle(CHANGE.minusSeconds(30));
        return play;
    }

    private static List<Sent> ups(String prefix, int count, Instant from) {
        List<Sent> ups = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ups.add(Scenes.on("vote.up", prefix + i, "o").on(from.plusSeconds(60L * i)));
        }
        return ups;
    }

    private static Play changed(Play play, Judge rules) {
        play.now(CHANGE);
        Play next = play.copy(rules, 2, 1);
        next.now(LATER);
        return next;
    }

    private static long rep(Play play) {
        return play.totals(EVERYBODY).getOrDefault("app/m0 points/rep", 0L);
    }

    private static List<Sent> scene() {
        List<Sent> sent = new ArrayList<>();
        sent.add(Scenes.post("p", "o", "question", "m0", null).on(DAY));
        sent.addAll(ups("v", 4, DAY.plusSeconds(60)));
        return sent;
    }

    @Test
    void givenANewVersion_whenActivitiesComeInAfterIt_thenOldPointsStayAndNewOnesFollowTheNewVersion() {
        Play play = started(scene());
        assertThat(rep(play)).as("four ups, capped").isEqualTo(25);
        Play next = changed(play, NEW);
        next.send(ups("w", 2, CHANGE.plus(Duration.ofDays(1))), false);
        assertThat(rep(next)).isEqualTo(25 + 14);
        next.send(ups("x", 3, CHANGE.plus(Duration.ofDays(2))), false);
        assertThat(rep(next)).as("the new cap").isEqualTo(25 + 14 + 20);
    }

    @Test
    void givenAFrozenVersion_whenWhatItGrantedIsTakenBackAndGivenBack_thenItIsUnderTheLimitsOfItsTime() {
        for (HouseRules rules : List.of(NEW, NONE)) {
            Play next = changed(started(scene()), rules);
            next.send(List.of(Scenes.undo("u0", "v0").on(CHANGE)), false);
            assertThat(rep(next)).as("three ups of the old version, capped").isEqualTo(25);
            next.send(List.of(Scenes.undo("u1", "v1").on(CHANGE)), false);
            assertThat(rep(next)).as("two").isEqualTo(20);
            next.reopen();
            next.send(
                    List.of(Scenes.state("d", "o", "question", ObjectState.DELETED)
                            .on(CHANGE)),
                    false);
            assertThat(rep(next)).as("deleted").isZero();
            next.reopen();
            next.send(
                    List.of(Scenes.state("r", "o", "question", ObjectState.LIVE).on(CHANGE.plusSeconds(1))), false);
            assertThat(rep(next)).as("restored").isEqualTo(20);
            next.send(List.of(Scenes.undo("uu0", "u0").on(CHANGE)), false);
            assertThat(rep(next)).as("three again").isEqualTo(25);
        }
    }

    @Test
    void givenAFrozenVersion_whenSomethingOlderComesLate_thenItIsNotJudgedAndTheRestStays() {
        for (HouseRules rules : List.of(NEW, NONE)) {
            Play next = changed(started(scene()), rules);
            next.send(ups("late", 2, DAY.plus(Duration.ofDays(2))), false);
            assertThat(rep(next)).isEqualTo(25);
        }
        Play same = changed(started(scene()), OLD);
        same.send(ups("late", 2, DAY.plus(Duration.ofDays(2))), false);
        assertThat(rep(same)).as("the old version still runs").isEqualTo(25 + 20);
    }

    @Test
    void givenARuleThatWasAway_whenItComesBackAsItWas_thenWhatHappenedMeanwhileCountsToo() {
        Play away = changed(started(scene()), NONE);
        away.send(ups("w", 2, CHANGE.plus(Duration.ofDays(1))), false);
        assertThat(rep(away)).isEqualTo(25);
        away.now(LATER.plusSeconds(60));
        Play back = away.copy(OLD, 2, 1);
        assertThat(rep(back)).isEqualTo(25 + 20);
        back.reopen();
        assertThat(rep(back)).isEqualTo(25 + 20);
    }

    @Test
    void givenACommunityWithoutActivities_whenItsRulesChange_thenTheNewOnesJudgeOlderHistoryToo() {
        Play next = changed(new Play(OLD, DAY), NEW);
        next.send(scene(), false);
        assertThat(rep(next)).isEqualTo(20);
    }

    @Test
    void givenARuleThatFails_whenSomebodyIsJudgedAnew_thenWhatItGrantedBeforeStays() {
        boolean[] failing = new boolean[1];
        Judge judge = new Judge() {
            @Override
            public List<RuleDeclaration> rules() {
                return OLD.rules();
            }

            @Override
            public Decision judge(int rule, Participation participation) throws RuleFailedException {
                if (failing[0]) {
                    throw new RuleFailedException("it fails", null);
                }
                return OLD.judge(rule, participation);
            }
        };
        Play play = new Play(judge, LATER);
        play.send(scene(), false);
        failing[0] = true;
        play.send(
                List.of(Scenes.undo("u0", "v0").on(DAY), Scenes.undo("u1", "v1").on(DAY)), false);
        assertThat(rep(play)).isEqualTo(20);
        failing[0] = false;
        play.send(List.of(Scenes.undo("uu0", "u0").on(DAY)), false);
        assertThat(rep(play)).isEqualTo(25);
    }

    /** All rules change at once; what happened before and came before keeps its points, in whatever order the rest comes. */
    @Test
    void givenAllRulesChange_whenTheRestComesInAnyOrder_thenTotalsDoNotDependOnIt() {
        for (long seed = 0; seed < Shrinking.seeds(25); seed++) {
            long order = seed;
            Shrinking.check(seed, Worlds.history(seed, 50), history -> {
                Play one = mixed(history, order, 0);
                Play other = mixed(history, order, 1);
                return Shrinking.difference("orders", one.totals(EVERYBODY), other.totals(EVERYBODY));
            });
        }
    }

    private static HouseRules next() {
        List<HouseRules.Rule> next = new ArrayList<>();
        for (HouseRules.Rule rule : HouseRules.all().list()) {
            switch (rule.spec().name()) {
                case "up" -> next.addAll(votes(3, 9, 18, 2).list());
                case "grace", "pair", "days" -> {}
                default -> next.add(rule);
            }
        }
        return new HouseRules(next);
    }

    private static Play mixed(List<Sent> history, long seed, int variant) {
        Instant change = DAY.plus(Duration.ofDays(6));
        List<Sent> before = history.stream()
                .filter(sent -> sent.activity().at().isBefore(change))
                .toList();
        List<Sent> after = new ArrayList<>(history);
        after.removeAll(before);
        Play play = new Play(HouseRules.all(), DAY);
        play.now(change.minusSeconds(60));
        for (Sent sent : before) {
            play.send(List.of(sent), false);
        }
        play.now(change);
        Random random = new Random(seed * 2 + variant);
        Play next = play.copy(next(), variant == 0 ? 100 : 1, variant == 0 ? 1 << 20 : 1);
        next.now(Worlds.END.minus(Duration.ofDays(1)));
        if (variant == 1) {
            Collections.shuffle(after, random);
        }
        for (Sent sent : after) {
            next.send(List.of(sent), false);
            if (variant == 1 && random.nextInt(5) == 0) {
                next.reopen();
            }
        }
        next.settle(Worlds.END);
        return next;
    }

    /** Nothing but the day of the change decides: the same rules under new names of versions give the same totals. */
    @Test
    void givenARuleChangeThatChangesNothing_whenEverybodyIsJudgedAnew_thenTotalsStay() {
        for (long seed = 0; seed < Shrinking.seeds(20); seed++) {
            Shrinking.check(seed, Worlds.history(seed, 50), history -> {
                Play play = new Play(HouseRules.all(), Worlds.END);
                play.send(history, false);
                play.settle(Worlds.END);
                Map<String, Long> before = new TreeMap<>(play.totals(EVERYBODY));
                play.now(Worlds.END.plusSeconds(1));
                Play next = play.copy(next(), 1, 1);
                next.decide(engine -> {
                    for (int i = 0; i < engine.world().around().identities().size(); i++) {
                        engine.reputation()
                                .dirtyFromBeginning(i, engine.dictionary().number("RULES_CHANGED"));
                    }
                });
                Optional<String> wrong = Shrinking.difference("refolded", before, next.totals(EVERYBODY));
                next.reopen();
                return wrong.or(() -> Shrinking.difference("reopened", before, next.totals(EVERYBODY)));
            });
        }
    }
}
