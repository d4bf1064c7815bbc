package dev.laurel.pipeline;

import static dev.laurel.pipeline.OrderLawsTest.EVERYBODY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Decision;
import dev.laurel.view.EntryLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Timers fire once, in order of their time, between the activities where they belong, whoever was running then. */
class TimerLawsTest {
    private static final Instant DAY = Worlds.BEGINNING;
    private static final Counter VISITS = Counter.sum("visits").of("visit", 1).as(Role.MEMBER);

    private static HouseRules rules(List<String> calls) {
        return new HouseRules(List.of(HouseRules.rule(
                HouseRules.spec("timed", 1)
                        .on("visit")
                        .as(Role.MEMBER)
                        .gives("rep")
                        .reads(VISITS),
                p -> {
                    calls.add(p.timer().orElse("visit") + "@"
                            + Duration.between(DAY, p.at()).toHours() + " " + p.after(VISITS));
                    return switch (p.timer().orElse("")) {
                        case "" ->
                            Decision.none()
                                    .wakeAt(p.at().plus(Duration.ofHours(10)), "ripe")
                                    .wakeAt(p.at().plus(Duration.ofHours(10)), "ripe")
                                    .wakeAt(p.at().plus(Duration.ofHours(10)), "also")
                                    .wakeAt(p.at().plus(Duration.ofHours(30)), "gone");
                        case "ripe" -> HouseRules.rep(5);
                        case "also" -> HouseRules.rep(2);
                        default -> HouseRules.rep(-5);
                    };
                })));
    }

    private static Sent visit(String id, long hour) {
        return Scenes.by("visit", id, Role.MEMBER, "m0").on(DAY.plus(Duration.ofHours(hour)));
    }

    @Test
    void givenVisits_whenTimersAreDueBetweenThem_thenEachFiresOnceInOrderAndSeesWhatWasBefore() {
        List<String> calls = new ArrayList<>();
        Play play = new Play(rules(calls), DAY);
        for (long hour : List.of(0L, 5L, 12L)) {
            play.now(DAY.plus(Duration.ofHours(hour)));
            play.send(List.of(visit("v" + hour, hour)), false);
        }
        play.settle(DAY.plus(Duration.ofDays(9)));
        assertThat(calls)
                .containsExactly(
                        "visit@0 1",
                        "visit@5 2",
                        "ripe@10 2",
                        "also@10 2",
                        "visit@12 3",
                        "ripe@15 3",
                        "also@15 3",
                        "ripe@22 3",
                        "also@22 3",
                        "gone@30 3",
                        "gone@35 3",
                        "gone@42 3");
        assertThat(play.totals(EVERYBODY)).isEqualTo(Map.of("app/m0 points/rep", 6L));
        List<EntryLine> lines = new Explanation(play.engine()).lines(play.identity("app/m0"), 100);
        assertThat(lines).hasSize(9);
        assertThat(lines).allMatch(line -> line.activityType().equals("timer"));
    }

    @Test
    void givenTimersDueWhileNobodyRan_whenItIsOpenedLater_thenTheyFireOnceAtTheirTime() {
        List<String> calls = new ArrayList<>();
        Play play = new Play(rules(calls), DAY);
        play.send(List.of(visit("v", 0)), false);
        play.land();
        calls.clear();
        play.now(DAY.plus(Duration.ofDays(3)));
        play.reopen();
        assertThat(calls).containsExactly("ripe@10 1", "also@10 1", "gone@30 1");
        for (int i = 0; i < 3; i++) {
            play.reopen();
            play.settle(DAY.plus(Duration.ofDays(4 + i)));
        }
        assertThat(calls).hasSize(3);
        assertThat(play.totals(EVERYBODY)).isEqualTo(Map.of("app/m0 points/rep", 2L));
    }

    @Test
    void givenAPendingTimer_whenItsCauseIsTakenBackAndGivenBack_thenItIsForgottenAndThenSetAgain() {
        Play play = new Play(rules(new ArrayList<>()), DAY.plus(Duration.ofHours(1)));
        play.send(List.of(visit("v", 0)), false);
        play.send(List.of(Scenes.undo("u", "v").on(DAY)), false);
        play.settle(DAY.plus(Duration.ofHours(12)));
        assertThat(play.totals(EVERYBODY)).isEmpty();
        play.send(List.of(Scenes.undo("uu", "u").on(DAY)), false);
        play.settle(DAY.plus(Duration.ofHours(13)));
        assertThat(play.totals(EVERYBODY)).isEqualTo(Map.of("app/m0 points/rep", 7L));
        play.reopen();
        play.settle(DAY.plus(Duration.ofHours(60)));
        assertThat(play.totals(EVERYBODY)).isEqualTo(Map.of("app/m0 points/rep", 2L));
    }
}
