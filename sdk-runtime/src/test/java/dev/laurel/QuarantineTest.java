package dev.laurel;

import static dev.laurel.Town.SOURCE;
import static dev.laurel.Town.get;
import static dev.laurel.Town.thanks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Words;
import dev.laurel.view.DeclineLine;
import dev.laurel.view.LaurelException;
import dev.laurel.view.Recorded;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rule does not come back: its community goes on without it, and makes up for what it missed. */
@Timeout(300)
class QuarantineTest {
    private static final String RULE = "tar/pit/sticky";
    private static final Duration PATIENCE = Duration.ofMillis(200);

    /** How a rule can fail to come back. */
    enum Manner {
        SLEEPS,
        IGNORES_INTERRUPTION,
        SPINS,
        WAITS_FOR_A_LOCK
    }

    @TempDir
    Path folder;

    private final Tar tar = new Tar();

    /** One rule that may stick, beside the town's. */
    private static final class Tar implements Plugin {
        private final Object lock = new Object();
        volatile Manner manner = Manner.SLEEPS;
        volatile boolean sticky;
        volatile boolean released;

        @Override
        public String id() {
            return "tar";
        }

        @Override
        public List<Extension<?>> extensions() {
            return List.of(Extension.rewardRules("pit", ConfigSpec.none(), context -> List.of(rule())));
        }

        private RewardRule rule() {
            RuleSpec spec = RuleSpec.of("sticky", 1, Words.of("sticky", "Sticky", "Collant"))
                    .on("visit")
                    .as(Role.MEMBER)
                    .gives("tar")
                    .build();
            return new RewardRule() {
                @Override
                public RuleSpec spec() {
                    return spec;
                }

                @Override
                public Decision decide(Participation participation) {
                    if (sticky) {
                        stick();
                    }
                    return Decision.grant(Points.of("tar", 3));
                }
            };
        }

        private void stick() {
            switch (manner) {
                case SLEEPS -> sleep();
                case IGNORES_INTERRUPTION -> {
                    while (!released) {
                        sleep();
                    }
                }
                case SPINS -> {
                    while (!released) {
                        Thread.onSpinWait();
                    }
                }
                case WAITS_FOR_A_LOCK -> {
                    synchronized (lock) {
                        assertThat(released).isTrue();
                    }
                }
            }
        }

        private static void sleep() {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @AfterEach
    void release() {
        tar.released = true;
    }

    private LaurelBuilder town() {
        return Town.bare(folder, tar)
                .plugin(new TownPlugin())
                .patience(PATIENCE)
                .community("town", town -> town.rules("town/rules").rules("tar/pit"));
    }

    private static Activity visit(String id, int day) {
        return Activity.of("visit", id)
                .at(Instant.parse("2026-02-01T12:00:00Z").plus(Duration.ofDays(day)))
                .by(Role.MEMBER, Actor.of("ada"))
                .build();
    }

    private static long tar(Community town) {
        return Town.balance(town, "ada", "points/tar");
    }

    private static void accepted(Community town, Activity... activities) {
        assertThat(get(town.record(SOURCE, List.of(activities))))
                .extracting(Recorded::outcome)
                .containsOnly(Recorded.Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @EnumSource(Manner.class)
    void givenRuleThatDoesNotComeBack_whenAsked_thenTheOthersGoOnAndItIsNamed(Manner manner) throws Exception {
        tar.manner = manner;
        Object lock = tar.lock;
        try (Laurel laurel = town().start()) {
            Community town = laurel.community("town");
            accepted(town, visit("1", 1));
            tar.sticky = true;
            List<CompletableFuture<List<Recorded>>> answers = new ArrayList<>();
            synchronized (lock) {
                for (int i = 2; i < 12; i++) {
                    answers.add(town.record(SOURCE, List.of(visit("" + i, i), thanks("t" + i, "bob", "ada"))));
                }
                // The lock is ours: whoever waits for it cannot come back before all have been answered.
                for (CompletableFuture<List<Recorded>> answer : answers) {
                    assertThat(get(answer)).extracting(Recorded::outcome).containsOnly(Recorded.Outcome.ACCEPTED);
                }
                assertThat(Town.balance(town, "ada"))
                        .as("what the neighbours gave")
                        .isEqualTo(11 + 100);
                assertThat(tar(town)).isEqualTo(3);
                assertThat(town.ruleFailures())
                        .singleElement()
                        .asString()
                        .contains("rule " + RULE, "did not come back", "QuarantineTest", "start the rules again");
                assertThat(get(town.plugins().owing())).isEqualTo(Map.of(RULE, 1));
                if (manner != Manner.SLEEPS) {
                    assertThat(town.plugins().instances())
                            .flatMap(status -> status.lostThreads())
                            .singleElement()
                            .satisfies(lost -> assertThat(lost.culprit()).contains(RULE));
                }
            }
            tar.released = true;
            Awaitility.await()
                    .atMost(Town.soon())
                    .untilAsserted(() -> assertThat(town.plugins().instances())
                            .flatMap(status -> status.lostThreads())
                            .isEmpty());
            assertThat(get(town.verify()).problems()).isEmpty();
        }
    }

    @Test
    void givenRuleThatWasGivenUp_whenItIsStartedAgain_thenWhatItMissedIsMadeUpForOnce() {
        try (Laurel laurel = town().start()) {
            Community town = laurel.community("town");
            accepted(town, visit("1", 1));
            tar.sticky = true;
            accepted(town, visit("2", 2));
            accepted(town, visit("4", 4), visit("3", 3));
            tar.sticky = false;
            assertThat(tar(town)).isEqualTo(3);
            laurel.plugins().restart("town", "tar/pit");
            assertThat(tar(town)).isEqualTo(12);
            assertThat(get(town.plugins().owing())).isEmpty();
            assertThat(town.ruleFailures()).isEmpty();
            assertThat(get(town.entries(Town.key("ada"), 100)).stream()
                            .filter(line -> line.unit().equals("points/tar")))
                    .hasSize(4);
            laurel.plugins().restart("town", "tar/pit");
            accepted(town, visit("5", 5));
            assertThat(tar(town)).isEqualTo(15);
            assertThat(get(town.verify()).problems()).isEmpty();
        }
        try (Laurel laurel = town().start()) {
            assertThat(tar(laurel.community("town"))).isEqualTo(15);
        }
    }

    @Test
    void givenRuleThatWasGivenUp_whenItIsWaived_thenWhatItMissedIsNeverAskedForAndTheRestIs() {
        try (Laurel laurel = town().start()) {
            Community town = laurel.community("town");
            accepted(town, visit("1", 1));
            tar.sticky = true;
            accepted(town, visit("3", 3));
            accepted(town, visit("4", 4));
            get(town.plugins().waive(RULE, "operator", "a fair was on, nobody counts visits then"));
            assertThat(get(town.plugins().owing())).isEmpty();
            assertThat(get(town.declines(Town.key("ada"), 10)))
                    .extracting(DeclineLine::rule)
                    .doesNotContain(RULE);
            accepted(town, visit("5", 5));
            assertThat(get(town.plugins().owing()))
                    .as("missed after the decision")
                    .isEqualTo(Map.of(RULE, 1));
            tar.sticky = false;
            laurel.plugins().restart("town", "tar/pit");
            assertThat(tar(town)).as("the first and the last").isEqualTo(6);
            // Late, and before everything: all of them are judged anew, but for what was waived.
            accepted(town, visit("0", 0));
            assertThat(tar(town)).isEqualTo(9);
            accepted(town, visit("2", 2));
            assertThat(tar(town)).isEqualTo(12);
            assertThatThrownBy(() -> get(town.plugins().waive(RULE, "operator", "again")))
                    .isInstanceOf(LaurelException.class)
                    .hasMessageContaining(RULE)
                    .hasMessageContaining("nothing to waive");
        }
        try (Laurel laurel = town().start()) {
            Community town = laurel.community("town");
            accepted(town, visit("early", -1));
            assertThat(tar(town)).as("the decision is in the log").isEqualTo(15);
            assertThat(get(town.verify()).problems()).isEmpty();
        }
    }

    @Test
    void givenRuleThatSticksWhenAskedAnewAtTheStart_whenStarted_thenTheCommunityOpens() {
        tar.sticky = true;
        try (Laurel laurel = town().start()) {
            accepted(laurel.community("town"), visit("1", 1));
        }
        try (Laurel laurel = town().start()) {
            Community town = laurel.community("town");
            accepted(town, visit("2", 2), thanks("t", "bob", "ada"));
            assertThat(town.ruleFailures()).singleElement().asString().contains(RULE);
            assertThat(Town.balance(town, "ada")).isEqualTo(12);
        }
        tar.sticky = false;
        try (Laurel laurel = town().start()) {
            assertThat(tar(laurel.community("town"))).isEqualTo(6);
        }
    }

    @Test
    void givenRuleThatSticks_whenLaurelIsClosedMeanwhile_thenItEndsAndNothingIsLost() {
        tar.manner = Manner.SPINS;
        CompletableFuture<List<Recorded>> answer;
        try (Laurel laurel = town().start()) {
            tar.sticky = true;
            answer = laurel.community("town").record(SOURCE, List.of(visit("1", 1)));
        }
        assertThat(get(answer)).extracting(Recorded::outcome).containsOnly(Recorded.Outcome.ACCEPTED);
        tar.released = true;
        tar.sticky = false;
        try (Laurel laurel = town().start()) {
            assertThat(tar(laurel.community("town"))).isEqualTo(3);
        }
    }
}
